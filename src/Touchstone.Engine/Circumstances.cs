using Touchstone.Engine.Devices;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Engine;

/// <summary>What a finding may depend on beside the bytes of the specimen: whom to trust, for which moment, what lies beside the file, and which devices are known.</summary>
/// <remarks>Made anew for each specimen; what several detectors ask of it is worked out once, by whichever asks first, and shared.</remarks>
public sealed class Circumstances(ValidationOptions credentials, AssetCompanions? companions = null)
{
    private readonly Lock _gate = new(), _deviceGate = new();
    private ProvenanceReport? _report;
    private View<DeviceMatches>? _matches;

    /// <summary>Trust, policy, moment and bounds of the validation of credentials.</summary>
    public ValidationOptions Credentials { get; } = credentials;

    /// <summary>Enrolled devices the specimen is held against; none unless given.</summary>
    public IReadOnlyList<DeviceProfile> Devices { get; private init; } = [];

    /// <summary>How far a device's frame is searched.</summary>
    public DeviceSearch DeviceSearch { get; private init; } = DeviceSearch.Crop;

    /// <summary>The same circumstances, with devices to hold the specimen against.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="search">How far their frames are searched.</param>
    public Circumstances With(IReadOnlyList<DeviceProfile> devices, DeviceSearch search = DeviceSearch.Crop) => new(Credentials, companions) { Devices = devices, DeviceSearch = search, Profiles = Profiles };

    /// <summary>Profiles of known files the specimen is compared with; none unless given.</summary>
    public IReadOnlyList<FileProfile> Profiles { get; private init; } = [];

    /// <summary>The same circumstances, with profiles to compare the specimen with.</summary>
    /// <param name="profiles">The profiles.</param>
    public Circumstances With(IReadOnlyList<FileProfile> profiles) => new(Credentials, companions) { Devices = Devices, DeviceSearch = DeviceSearch, Profiles = profiles };

    /// <summary>The specimen's credentials, validated under these circumstances.</summary>
    public ProvenanceReport CredentialsOf(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        lock (_gate)
            return _report ??= CredentialValidator.Validate(new AssetBytes(specimen.Bytes.Length, specimen.Bytes.Read), Credentials, companions, cancel);
    }

    /// <summary>The specimen held against the devices; missing where its pixels are.</summary>
    public View<DeviceMatches> DevicesOf(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        lock (_deviceGate) return _matches ??= Match(specimen, cancel);
    }

    private View<DeviceMatches> Match(Specimen specimen, CancellationToken cancel)
    {
        if (!specimen.Luma.TryGet(out var luma, out var fault) || !specimen.Residual.TryGet(out var residual, out fault)) return View<DeviceMatches>.Missing(fault);
        var probe = SensorProbe.Of(luma, residual, cancel);
        var compared = Devices.Select(d => (Device: d, Match: DeviceComparison.Compare(probe, d, DeviceSearch, cancel))).ToList();
        return View<DeviceMatches>.Of(
            new DeviceMatches(probe, [.. compared.Select(c => c.Match).OfType<DeviceMatch>()], [.. compared.Where(c => c.Match is null).Select(c => c.Device.Statement.Name)]),
            specimen.Residual.Derivation + "; line means and spectral peaks taken out");
    }
}
