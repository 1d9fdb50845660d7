using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Engine;

/// <summary>What a finding may depend on beside the bytes of the specimen: whom to trust, for which moment, and what lies beside the file.</summary>
/// <remarks>Made anew for each specimen; its credentials are validated once, by whichever detector asks first, and shared.</remarks>
public sealed class Circumstances(ValidationOptions credentials, AssetCompanions? companions = null)
{
    private readonly Lock _gate = new();
    private ProvenanceReport? _report;

    /// <summary>Trust, policy, moment and bounds of the validation of credentials.</summary>
    public ValidationOptions Credentials { get; } = credentials;

    /// <summary>The specimen's credentials, validated under these circumstances.</summary>
    public ProvenanceReport CredentialsOf(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        lock (_gate)
            return _report ??= CredentialValidator.Validate(new AssetBytes(specimen.Bytes.Length, specimen.Bytes.Read), Credentials, companions, cancel);
    }
}
