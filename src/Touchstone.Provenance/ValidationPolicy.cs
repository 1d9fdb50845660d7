namespace Touchstone.Provenance;

/// <summary>Which rules decide where the specification and the reference implementation differ.</summary>
public enum ValidationPolicy
{
    /// <summary>The text of C2PA 2.2: every TSA must be on a list, the certificate profile of §14.5.1 and the rules of §15 hold in full.</summary>
    Strict,
    /// <summary>As c2pa-rs 0.91 decides, for comparison with tools built on it.</summary>
    Reference,
}
