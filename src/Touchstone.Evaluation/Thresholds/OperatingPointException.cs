using Touchstone.Media;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>An operating point or its key cannot be used.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why, and what to do.</param>
public sealed class OperatingPointException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
