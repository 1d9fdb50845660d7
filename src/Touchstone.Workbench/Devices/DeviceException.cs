using Touchstone.Media;

namespace Touchstone.Workbench.Devices;

/// <summary>A device was not enrolled, or its file cannot be used.</summary>
/// <param name="code">One of <see cref="Codes"/>.</param>
/// <param name="message">Why, and what to do.</param>
public sealed class DeviceException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="Codes"/>.</summary>
    public string Code { get; } = code;
}
