using Touchstone.Provenance.Identity;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance;

/// <summary>What a validation is made against. Nothing is taken from the machine: no clock, no certificate store, no network.</summary>
public sealed record ValidationOptions
{
    /// <summary>Whom to trust; nobody unless said.</summary>
    public TrustProfile Trust { get; init; } = TrustProfile.None;

    /// <summary>Whom to believe about the people named in identity assertions; nobody unless said. Never decides the state.</summary>
    public IdentityTrust Identity { get; init; } = IdentityTrust.None;

    /// <summary>Which rules decide where the specification and the reference implementation differ.</summary>
    public ValidationPolicy Policy { get; init; } = ValidationPolicy.Strict;

    /// <summary>The moment the validation is made for: certificates without a trusted time-stamp must be valid then.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the report also says where the other policy decides differently; the asset is not hashed again for it.</summary>
    public bool WithOtherPolicy { get; init; }

    /// <summary>Bounds on untrusted material.</summary>
    public ProvenanceLimits Limits { get; init; } = ProvenanceLimits.Default;
}
