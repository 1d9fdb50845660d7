namespace Touchstone.Service.Consent;

/// <summary>On what ground material may be kept and examined.</summary>
public enum RightsBasis
{
    /// <summary>Not recorded yet.</summary>
    Unrecorded,
    /// <summary>The sender made it.</summary>
    Own,
    /// <summary>The people shown or heard agreed.</summary>
    Consent,
    /// <summary>A licence covers the use.</summary>
    Licence,
    /// <summary>A contract with the person concerned needs it, such as an identity check.</summary>
    Contract,
    /// <summary>A legal duty or an order.</summary>
    LegalDuty,
    /// <summary>Reporting or research in the public interest.</summary>
    PublicInterest,
}
