using Touchstone.Media;

namespace Touchstone.Workbench.Geometry;

/// <summary>A drawing cannot be used.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class GeometryException(string message) : Exception(message)
{
    /// <summary>The code: <see cref="Codes.GeometryMalformed"/>.</summary>
    public string Code { get; } = Codes.GeometryMalformed;
}
