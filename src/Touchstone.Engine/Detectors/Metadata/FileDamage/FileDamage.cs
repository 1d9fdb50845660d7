using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.FileDamage;

/// <summary>Says what of a damaged picture can still be decoded, and which lines of it are lost.</summary>
/// <remarks>Source: ITU-T T.81, E.2.4 (restart markers and their numbers); PNG third edition, 13.2 (errors). A description: it alarms at nothing.</remarks>
public sealed class FileDamage : IDetector
{
    private const int MostShown = 8;

    /// <inheritdoc/>
    public string Id => nameof(FileDamage);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Container.TryGet(out var tree, out var fault)) return this.Without(fault);
        var picture = PictureDamage.Of(specimen);
        // JpegHistory tells what breaks the rules of a JPEG; here only what becomes of the picture.
        var structure = specimen.Format == MediaFormat.Jpeg ? [] : tree.Damage.Take(MostShown)
            .Select(d => new Observation("damage.structure", Weight.Note, string.Create(CultureInfo.InvariantCulture, $"At {d.Offset}: {d.Message}"), "A broken transfer, or a program that writes files carelessly.", d.Offset)).ToList();
        var text = picture.Sentence + (tree.Damage.Count > 0 ? $" The structure breaks the rules of its format in {tree.Damage.Count} {(tree.Damage.Count == 1 ? "place" : "places")}." : "");
        return this.Measured(text) with
        {
            Scores = picture.Share is { } share ? [new Score("share of the picture that can be decoded", share, "share", Direction.Descriptive, null)] : [],
            Observations = [.. picture.Lost.Take(MostShown).Select(Lost), .. structure],
        };
    }

    private static Observation Lost((int Top, int Bottom) lines) => new("damage.lines", Weight.Note,
        string.Create(CultureInfo.InvariantCulture, $"Lines {lines.Top} to {lines.Bottom} hold data that cannot be read. Methods on pixels are given the picture above them only."), "", null);
}
