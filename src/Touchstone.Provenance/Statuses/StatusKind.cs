namespace Touchstone.Provenance.Statuses;

/// <summary>What a status code says about the manifest it names (C2PA 2.2 §15.2.2).</summary>
public enum StatusKind
{
    /// <summary>A check passed.</summary>
    Success,
    /// <summary>A fact that neither passes nor fails.</summary>
    Informational,
    /// <summary>A check failed.</summary>
    Failure,
}
