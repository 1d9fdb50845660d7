namespace Touchstone.Service.Platform;

/// <summary>Something asked for cannot be done; says what, and what to do, to whoever asked.</summary>
public sealed class ServiceException(string code, string message) : Exception(message)
{
    /// <summary>Code, of Codes.</summary>
    public string Code => code;
}
