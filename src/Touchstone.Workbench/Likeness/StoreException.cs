namespace Touchstone.Workbench.Likeness;

/// <summary>A store that cannot be used, with its code.</summary>
public sealed class StoreException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Touchstone.Media.Codes"/>.</summary>
    public string Code { get; } = code;
}
