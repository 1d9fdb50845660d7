using Touchstone.Media;

namespace Touchstone.Workbench.Signing;

/// <summary>Something was not signed.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why, and what to do.</param>
public sealed class SigningException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
