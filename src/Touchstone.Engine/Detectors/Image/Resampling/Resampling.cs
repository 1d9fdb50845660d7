using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Planes;

namespace Touchstone.Engine.Detectors.Image.Resampling;

/// <summary>Tells whether a whole picture was scaled, and by what factor. A description of its history: it alarms at nothing.</summary>
/// <remarks>Source: Gallagher 2005; Mahdian and Saic 2008; Kirchner 2008; see the method card for what is ours.</remarks>
public sealed class Resampling : IDetector
{
    // Eight strips each way: fewer phases agree by chance too easily.
    private const int LeastSide = 8 * PhaseSpectrum.Strip;

    // One picture in a hundred by chance: below it the line is named, above it only its number is given.
    private const double Named = -2;

    /// <inheritdoc/>
    public string Id => nameof(Resampling);

    /// <inheritdoc/>
    public string Version => "1.1";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Luma.TryGet(out var luma, out var fault)) return this.Without(fault);
        if (this.RefuseSize(luma.Width, luma.Height, LeastSide, "strips that can be compared") is { } refusal) return refusal;
        var (across, down) = Spectra(luma, cancel);
        if (Math.Min(across.Strips, down.Strips) < LeastSide / PhaseSpectrum.Strip)
            return this.NotApplicable(Codes.NotApplicableNoTrace, "The picture is flat or clipped nearly everywhere: nothing to read.");
        return Tell(across, down, specimen.Format.BlockSide());
    }

    private static (PhaseSpectrum Across, PhaseSpectrum Down) Spectra(Plane luma, CancellationToken cancel)
    {
        var across = new float[luma.Height / PhaseSpectrum.Strip * luma.Width];
        var down = new float[luma.Width / PhaseSpectrum.Strip * luma.Height];
        SecondDifferences.Sum(luma.Samples, luma.Width, PhaseSpectrum.Strip, SecondDifferences.Edge, across, down);
        return (PhaseSpectrum.Of(across, luma.Width, cancel), PhaseSpectrum.Of(down, luma.Height, cancel));
    }

    private Finding Tell(PhaseSpectrum across, PhaseSpectrum down, int block)
    {
        var (lesser, at, tests) = Strongest(across, down, block);
        var nfa = Math.Log10(tests) - 2 * lesser / Math.Log(10);
        var scores = new List<Score> { new("strongest line", nfa, "log10 NFA", Direction.Descriptive, null) };
        var parameters = new Dictionary<string, string>
        {
            ["strips"] = Text($"{across.Strips} of {PhaseSpectrum.Strip} lines, {down.Strips} of {PhaseSpectrum.Strip} columns"),
            ["strongest line"] = Text($"{at:0.0000} cycles per pixel, agreement {across.At(at):0.0} along lines and {down.At(at):0.0} along columns"),
            ["left out"] = Text($"multiples of 1/{block}, below 0.06, above 0.47"),
        };
        if (nfa > Named)
            return this.Described("No line of scaling stands out: the picture was not scaled, or by a factor whose line is not read (2, 4/3, 8/7, 4/5, 2/3 and others whose inverse is near a whole number of eighths or a half), or what came after has covered it (strong compression, reduction to three quarters or less).") with { Scores = scores, Parameters = parameters };
        var factors = ScalingFactor.Find(across, down, block);
        parameters["factors"] = string.Join(", ", factors.Select(f => Text($"{f.Factor:0.000} (agreement {f.Evidence:0})")));
        // Without its own line a factor has twins with the same blocks' lines, and without the blocks' others with the same line: none is the best.
        if (factors is [{ Own: > 0, IsTold: true } best, ..]) scores.Add(new Score("best factor", best.Factor, "new size/old size", Direction.Descriptive, null));
        return this.Described(Text($"The picture as a whole is periodic as scaling leaves it. By chance such a line is expected in {FalseAlarms.InWords(nfa)}; that is the line's chance, not a factor's. {Fit(factors)} Scaling is ordinary history.")) with
        {
            Scores = scores,
            Parameters = parameters,
        };
    }

    private static string Fit(IReadOnlyList<ScalingFactor> factors)
    {
        var named = string.Join(", ", factors.Select(f => Text($"{f.Factor:0.00}")));
        return factors switch
        {
            [] => "By what factor cannot be told here: none of those searched fits.",
            [{ IsTold: false }, ..] => $"By what factor cannot be told here: {named} have such a line for their own, and a JPEG whose blocks were scaled along by another factor (2, 4/3, 4/5, 2/3 among them) leaves one too.",
            [{ Own: 0 }, ..] => $"By what factor cannot be told apart here: the lines are those of an earlier JPEG's blocks, and fit {named} best, whose own lines are not read or not seen.",
            _ => $"The factors that fit best: {named}.",
        };
    }

    // The line that is strong both ways: fences and stripes repeat one way only. At() looks at three bins of the other axis, which counts as three tests.
    private static (float Lesser, double Frequency, double Tests) Strongest(PhaseSpectrum across, PhaseSpectrum down, int block)
    {
        var (best, at, spoke) = (0f, 0.0, 1);
        for (var k = 0; k < across.Agreement.Length; k++)
        {
            var frequency = (double)k / across.Points;
            if (!across.Speaks(frequency, block) || !down.Speaks(frequency, block)) continue;
            spoke++;
            var lesser = Math.Min(across.Agreement[k], down.At(frequency));
            if (lesser > best) (best, at) = (lesser, frequency);
        }
        return (best, at, 3 * spoke);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
