using System.Globalization;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.SensorGap;

/// <summary>Maps where a picture that carries an enrolled device's sensor noise lacks it: parts that did not come from that exposure (Chen et al. 2008, §V).</summary>
public sealed class SensorGap : IDetector
{
    // One false alarm in a hundred pictures, as far as the references' scatter foretells.
    private const double Threshold = -2;
    private const int LeastSpeaking = 16;
    private const int LeastShareOfWindows = 10;

    // A window stands for the cell at its centre.
    private const double Origin = LocalCorrelation.Cell * (LocalCorrelation.Span - 1) / 2.0;

    /// <inheritdoc/>
    public string Id => nameof(SensorGap);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.LocallyEdited;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(circumstances);
        if (circumstances.Devices.Count == 0) return this.NotApplicable(Codes.NotApplicableNoDevice, "No enrolled device was given to hold it against.");
        if (!circumstances.DevicesOf(specimen, cancel).TryGet(out var matches, out var fault)) return this.Without(fault);
        if (matches.Best is not { IsFound: true } match)
            return this.NotApplicable(Codes.NotApplicableNoTrace, "The sensor noise of no device given was found in it as a whole, so no part can be told by lacking it.");
        if (match.Device.Predictor is not { } predictor)
            return this.NotApplicable(Codes.NotApplicableUnreliable, "The references of the device did not suffice to foretell local correlation. Enrol it with more pictures.");
        var local = LocalCorrelation.Measure(matches.Probe, DeviceComparison.Aligned(matches.Probe, match), cancel);
        if (local.Wide * local.High == 0) return this.NotApplicable(Codes.NotApplicableTooSmall, "Smaller than a window of 128×128 pixels.");
        var windows = GapWindows.Test(local, predictor);
        if (windows.Speaking < LeastSpeaking || windows.Speaking * LeastShareOfWindows < local.Wide * local.High)
            return this.NotApplicable(Codes.NotApplicableUnreliable, Text($"The sensor noise is found in the picture as a whole, but shows plainly in only {windows.Speaking} of {local.Wide * local.High} windows."));
        return Tell(match, predictor, windows);
    }

    private Finding Tell(DeviceMatch match, CorrelationPredictor predictor, GapWindows windows)
    {
        bool[] missing = [.. windows.Log10Nfa.Select(v => v <= Threshold)];
        var least = windows.Log10Nfa.Where(v => !float.IsNaN(v)).Min();
        var components = ConnectedComponents.Label(missing, windows.Wide, true, new int[missing.Length]);
        var name = match.Device.Statement.Name;
        var text = components.Count == 0
            ? Text($"The sensor noise of {name} is in every part that shows it: {windows.Speaking} windows speak, none lacks it.")
            : Text($"{(components.Count == 1 ? "1 region lacks" : $"{components.Count} regions lack")} the sensor noise of {name} that the rest of the picture carries; by chance, a window so short of it is expected in {FalseAlarms.InWords(least)}.");
        return this.Measured(text) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["device"] = Text($"{name} ({match.Device.Id[..12]})"),
                ["windows"] = Text($"128 px, moved by {LocalCorrelation.Cell}; {windows.Speaking} of {windows.Wide * windows.High} speak"),
                ["shown of what the references show"] = Text($"{windows.Gain:0.00}"),
                ["spread"] = Text($"{predictor.Floor:0.0000} correlation and {predictor.Relative:0.00} of what is expected, widened {windows.Widening:0.00} times"),
            },
            Scores = [new Score("window shortest of the sensor noise", least, "log10 NFA", Direction.LowerSupportsManipulation, Threshold)],
            Maps = [
                Map(windows, "chance of so little sensor noise", "log10 NFA", windows.Log10Nfa) with { ScaleMinimum = -10, ScaleMaximum = 0, Threshold = (float)Threshold },
                Map(windows, "sensor noise found of what is expected", "share", windows.Share) with { ScaleMinimum = -0.5f, ScaleMaximum = 1.5f },
            ],
            Regions = [.. components.Select(c => new Region(Origin + c.Left * LocalCorrelation.Cell, Origin + c.Top * LocalCorrelation.Cell, c.Width * LocalCorrelation.Cell, c.Height * LocalCorrelation.Cell, "sensor noise missing", 0))],
        };
    }

    private static EvidenceMap Map(GapWindows windows, string name, string unit, float[] values) => new()
    {
        Name = name, Unit = unit, Width = windows.Wide, Height = windows.High, CellSize = LocalCorrelation.Cell, OriginX = Origin, OriginY = Origin,
        ScaleMinimum = 0, ScaleMaximum = 1, Direction = Direction.LowerSupportsManipulation, Values = values, Reliability = windows.Reliability,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
