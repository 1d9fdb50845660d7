using Touchstone.Media;

namespace Touchstone.Workbench.Profiles;

/// <summary>A profile was not made, or its file cannot be used.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why, and what to do.</param>
public sealed class ProfileException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
