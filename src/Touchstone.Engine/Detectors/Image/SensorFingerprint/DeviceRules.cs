using System.Globalization;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Detectors.Image.SensorFingerprint;

/// <summary>Holds what the metadata state of the device against what the sensor noise says.</summary>
internal static class DeviceRules
{
    // The references must have shown at least this much, so that a missing peak says something: ten times the threshold.
    private const double PlainlyExpected = 10 * DeviceMatch.Threshold;

    internal static IReadOnlyList<Observation> Hold(MediaMetadata? metadata, DeviceMatches matches, string? caution)
    {
        var observations = new List<Observation>();
        if (caution is not null) observations.Add(new Observation("sensor.stacked-frames", Weight.Note, caution, "", null));
        var (make, model) = (Stated(metadata, "Exif IFD0", "Make"), Stated(metadata, "Exif IFD0", "Model"));
        var serial = Stated(metadata, "Exif", "Body Serial Number");
        foreach (var match in matches.Matches)
        {
            var device = match.Device.Statement;
            if (match.IsFound && model.Length > 0 && device.Model.Length > 0 && !Same(model, device.Model))
                observations.Add(new Observation("sensor.other-device-stated", Weight.Anomaly,
                    Text($"It carries the sensor noise of {device.Name} ({device.Make} {device.Model}) and states {make} {model}."),
                    "A program that wrote metadata of its own, a copied metadata block, or one model under two names.", null));
            else if (!match.IsFound && IsClaimed(device, model, serial))
                observations.Add(new Observation("sensor.stated-device-not-found", Expected(match, matches.Probe) >= PlainlyExpected && caution is null ? Weight.Anomaly : Weight.Note,
                    Text($"It states the enrolled device {device.Make} {device.Model}, serial {device.Serial}, and does not carry its sensor noise (PCE {match.Pce:0.0}; by the references about {Expected(match, matches.Probe):0} was to be expected of so many pixels straight from it)."),
                    "Strong compression, scaling or filtering removes the noise; so do digital zoom, lens correction and stacked frames.", null));
        }
        return observations;
    }

    // PCE grows with the number of pixels compared (Goljan et al. 2009), so a part shows its share.
    private static double Expected(DeviceMatch match, SensorProbe probe)
    {
        double[] references = [.. match.Device.References.Select(r => r.Pce).Order()];
        var share = (double)probe.Width * probe.Height / ((double)match.Device.Width * match.Device.Height);
        return references.Length == 0 ? 0 : references[references.Length / 2] * Math.Min(1, share);
    }

    private static bool IsClaimed(DeviceStatement device, string model, string serial) =>
        serial.Length > 0 && device.Serial.Length > 0 && Same(serial, device.Serial) && Same(model, device.Model);

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Stated(MediaMetadata? metadata, string directory, string name) => metadata?.Find(directory, name)?.Trim() ?? "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
