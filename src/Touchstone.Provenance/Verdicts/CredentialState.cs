namespace Touchstone.Provenance.Verdicts;

/// <summary>The state of an asset's credentials in one word, for lists and counts; the axes say what it is made of.</summary>
public enum CredentialState
{
    /// <summary>The asset carries no credentials. That says nothing about the asset.</summary>
    None,
    /// <summary>The file cannot be read well enough to tell whether it carries credentials, or its format is not read here.</summary>
    Unreadable,
    /// <summary>Credentials are said to be elsewhere and were not given; nothing is fetched.</summary>
    Inaccessible,
    /// <summary>Credentials are there and a check failed.</summary>
    Invalid,
    /// <summary>Every check holds; the signer is on no list of the trust profile.</summary>
    Valid,
    /// <summary>Every check holds and the signer is on a list.</summary>
    Trusted,
}
