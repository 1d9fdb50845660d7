using System.Globalization;
using Touchstone.Engine.Devices;
using Touchstone.Media;
using Touchstone.Media.Metadata;

namespace Touchstone.Workbench.Devices;

/// <summary>Estimates a device's fingerprint from pictures that are known to come from it, and how good the estimate is.</summary>
public sealed class DeviceEnrolment
{
    /// <summary>Fewest pictures. Below it the halves that check each other are too weak to mean anything.</summary>
    public const int LeastReferences = 8;

    // Chen et al. 2008 §V: 20 to 50 pictures of natural scenes give a fingerprint of good quality.
    private const int AdvisedReferences = 20;

    // A picture without the pattern passes this once in a thousand: P_FA of PCE 9.5 without a search.
    private const double LeastPce = 9.5;

    private readonly List<(string Path, string Why)> _refused = [];
    private readonly List<Reference> _references = [];
    private readonly Action<string> _progress;
    private readonly CancellationToken _cancel;

    private DeviceEnrolment(Action<string> progress, CancellationToken cancel) => (_progress, _cancel) = (progress, cancel);

    private sealed record Reference(string Path, string Sha256, DeviceStatement Stated, string? Caution);

    /// <summary>Enrols.</summary>
    /// <param name="paths">The pictures: unedited files of the device, all of one size and orientation.</param>
    /// <param name="name">What the device is called; null: its model and serial number.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops the enrolment.</param>
    /// <exception cref="DeviceException">Too few pictures can be used, or they are of different devices.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static EnrolledDevice Enrol(IReadOnlyList<string> paths, string? name, Action<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(progress);
        return new DeviceEnrolment(progress, cancel).Enrol(paths, name);
    }

    private EnrolledDevice Enrol(IReadOnlyList<string> paths, string? name)
    {
        var halves = Gather(paths);
        if (_references.Count < LeastReferences) throw new DeviceException(Codes.DeviceTooFew, $"{_references.Count} {(_references.Count == 1 ? "picture" : "pictures")} of one size could be used; an enrolment needs {LeastReferences}.{Reasons()}");
        var statement = State(name);
        float[][] fingerprints = [halves[0].Finish(_cancel), halves[1].Finish(_cancel)];
        var checks = new ReferenceChecks(fingerprints, halves[0].Width, _cancel);
        for (var i = 0; i < _references.Count; i++)
        {
            _progress($"checking {Path.GetFileName(_references[i].Path)} against the others");
            if (Open(_references[i].Path, specimen => Check(specimen, checks, i)) is { } why) throw new DeviceException(Codes.DeviceChanged, $"{_references[i].Path} changed while it was enrolled: {why}");
        }
        halves[0].Add(halves[1]);
        var profile = new DeviceProfile
        {
            Id = "", Statement = statement, Width = halves[0].Width, Height = halves[0].Height, Fingerprint = halves[0].Finish(_cancel),
            References = [.. _references.Select((r, i) => new DeviceReference(Path.GetFileName(r.Path), r.Sha256, checks.Pce[i]))],
            Quality = checks.Quality, Predictor = checks.Fit(),
        };
        return new EnrolledDevice(profile, _refused, Warnings(profile));
    }

    private string? Check(Specimen specimen, ReferenceChecks checks, int index)
    {
        if (specimen.Hash.Hex != _references[index].Sha256) return "its hash is another.";
        checks.Add(SensorProbe.Of(specimen.Luma.Value!, specimen.Residual.Value!, _cancel), 1 - index % 2, _cancel);
        return null;
    }

    /// <summary>Sums over the even and the odd pictures.</summary>
    private FingerprintEstimate[] Gather(IReadOnlyList<string> paths)
    {
        FingerprintEstimate[]? halves = null;
        var seen = new HashSet<string>();
        foreach (var path in paths)
        {
            _progress($"reading {Path.GetFileName(path)}");
            var why = Open(path, specimen =>
            {
                var luma = specimen.Luma.Value!;
                if (!seen.Add(specimen.Hash.Hex)) return "the same file as another";
                if (Math.Min(luma.Width, luma.Height) < DeviceComparison.LeastSide) return "too small";
                halves ??= [new FingerprintEstimate(luma.Width, luma.Height), new FingerprintEstimate(luma.Width, luma.Height)];
                if (luma.Width != halves[0].Width || luma.Height != halves[0].Height) return string.Create(CultureInfo.InvariantCulture, $"{luma.Width}×{luma.Height} pixels, the first has {halves[0].Width}×{halves[0].Height}");
                halves[_references.Count % 2].Add(luma, specimen.Residual.Value!);
                specimen.Metadata.TryGet(out var metadata, out _);
                _references.Add(new Reference(path, specimen.Hash.Hex, Stated(metadata), StackedFrames.Caution(metadata)));
                return null;
            });
            if (why is not null) _refused.Add((path, why));
        }
        return halves ?? throw new DeviceException(Codes.DeviceTooFew, $"No picture could be read.{Reasons()}");
    }

    /// <summary>Why the picture cannot be used, or null.</summary>
    private string? Open(string path, Func<Specimen, string?> use)
    {
        _cancel.ThrowIfCancellationRequested();
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out var fault, _cancel)) return fault.Message;
        using (specimen)
            return specimen.Residual.TryGet(out _, out fault) ? use(specimen) : fault.Message;
    }

    private DeviceStatement State(string? name)
    {
        var stated = _references.Select(r => r.Stated).Where(s => s.Model.Length > 0).Distinct().ToList();
        if (stated.Count > 1)
            throw new DeviceException(Codes.DeviceMixed, $"The pictures state different devices: {string.Join("; ", stated.Select(s => $"{s.Make} {s.Model} {s.Serial}".TrimEnd()))}. Enrol each by itself.");
        var device = stated.Count == 1 ? stated[0] : new DeviceStatement("", "", "", "");
        return device with { Name = name ?? (device.Model.Length > 0 ? $"{device.Make} {device.Model} {device.Serial}".Trim() : "unnamed device") };
    }

    private static DeviceStatement Stated(MediaMetadata? metadata) => new("",
        metadata?.Find("Exif IFD0", "Make")?.Trim() ?? "", metadata?.Find("Exif IFD0", "Model")?.Trim() ?? "", metadata?.Find("Exif", "Body Serial Number")?.Trim() ?? "");

    private List<string> Warnings(DeviceProfile profile)
    {
        var warnings = new List<string>();
        string[] weak = [.. profile.References.Where(r => r.Pce < LeastPce).Select(r => r.Name)];
        if (2 * weak.Length > profile.References.Count)
            throw new DeviceException(Codes.DeviceMixed, $"{weak.Length} of {profile.References.Count} pictures do not agree with the others: they are of different sensors, were processed, or show too little light. Nothing was enrolled.");
        if (weak.Length > 0) warnings.Add($"{weak.Length} of the pictures did not agree with the others; take them out and enrol again: {string.Join(", ", weak)}.");
        if (profile.References.Count < AdvisedReferences) warnings.Add($"{profile.References.Count} pictures were used; {AdvisedReferences} or more give a better fingerprint.");
        if (profile.Predictor is null) warnings.Add("Too few windows to foretell local correlation: there will be no map of where the fingerprint is missing.");
        if (_references.Select(r => r.Caution).OfType<string>().FirstOrDefault() is { } caution) warnings.Add(caution);
        return warnings;
    }

    private string Reasons() => _refused.Count == 0 ? "" : " Refused: " + string.Join("; ", _refused.Take(5).Select(r => $"{Path.GetFileName(r.Path)} ({r.Why})")) + (_refused.Count > 5 ? " …" : ".");
}
