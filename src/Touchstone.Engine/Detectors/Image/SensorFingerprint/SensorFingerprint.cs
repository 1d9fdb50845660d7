using System.Globalization;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.SensorFingerprint;

/// <summary>Holds a picture against the fingerprints of enrolled devices: photo-response non-uniformity, matched by peak-to-correlation energy.</summary>
public sealed class SensorFingerprint : IDetector
{
    /// <inheritdoc/>
    public string Id => nameof(SensorFingerprint);

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
        ArgumentNullException.ThrowIfNull(circumstances);
        if (circumstances.Devices.Count == 0) return this.NotApplicable(Codes.NotApplicableNoDevice, "No enrolled device was given to hold it against.");
        if (!circumstances.DevicesOf(specimen, cancel).TryGet(out var matches, out var fault)) return this.Without(fault);
        if (matches.Best is not { } best)
            return this.NotApplicable(Codes.NotApplicableTooSmall, Text($"A picture of {matches.Probe.Width}×{matches.Probe.Height} cannot be placed in the frame of any device given by the search asked for."));
        specimen.Metadata.TryGet(out var metadata, out _);
        var caution = StackedFrames.Caution(metadata);
        // The device was chosen as the best of several: so many chances more.
        var chance = Math.Min(0, best.Log10FalseAlarm + Math.Log10(matches.Matches.Count));
        return this.Measured(Say(best, chance, caution)) with
        {
            Parameters = Parameters(circumstances, matches, best),
            Scores = [
                new Score("peak-to-correlation energy, best device", best.Pce, "PCE", Direction.Descriptive, DeviceMatch.Threshold),
                new Score("chance of such a peak without a match", chance, "log10 P_FA", Direction.Descriptive, null),
                new Score("normalised correlation at the peak", best.Correlation, "", Direction.Descriptive, null),
                .. matches.Matches.Where(m => m != best).Select(m => new Score($"peak-to-correlation energy, {m.Device.Statement.Name}", m.Pce, "PCE", Direction.Descriptive, DeviceMatch.Threshold)),
            ],
            Observations = DeviceRules.Hold(metadata, matches, caution),
        };
    }

    private static string Say(DeviceMatch best, double chance, string? caution)
    {
        var name = best.Device.Statement.Name;
        var said = best.IsFound
            ? Text($"It carries the sensor noise of {name}: PCE {best.Pce:0}, log10 P_FA {Math.Max(chance, -9999):0.0}; found {Where(best)}.")
            : Text($"The sensor noise of {(best.Device.References.Count > 0 ? name : "the device")} was not found: PCE {best.Pce:0.0} of {DeviceMatch.Threshold:0} asked for. That alone does not exclude the device: processing removes the trace.");
        return caution is null ? said : $"{said} {caution}";
    }

    private static string Where(DeviceMatch m)
    {
        var place = m.Placement;
        var scaled = place.FrameWidth == m.Device.Width && place.FrameHeight == m.Device.Height ? "" : Text($", frame scaled to {place.FrameWidth}×{place.FrameHeight}");
        var turned = place.QuarterTurns == 0 ? "" : Text($", turned by {place.QuarterTurns * 90}°");
        return Text($"at ({place.Left}, {place.Top}) of its frame{scaled}{turned}");
    }

    private static Dictionary<string, string> Parameters(Circumstances circumstances, DeviceMatches matches, DeviceMatch best)
    {
        var parameters = new Dictionary<string, string>
        {
            ["devices"] = string.Join("; ", circumstances.Devices.Select(d => Text($"{d.Statement.Name} ({d.Id[..12]}, {d.References.Count} references, quality {d.Quality:0.00})"))),
            ["searched"] = Text($"{best.Searched}; {best.Shifts:#,0} shifts"),
            ["match from"] = Text($"PCE {DeviceMatch.Threshold:0}"),
        };
        if (matches.Left.Count > 0) parameters["not compared, by size"] = string.Join("; ", matches.Left);
        return parameters;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
