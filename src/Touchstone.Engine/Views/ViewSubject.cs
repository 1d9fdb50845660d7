using Touchstone.Media;

namespace Touchstone.Engine.Views;

/// <summary>What can be set of views; everything else is fixed and printed beside the picture.</summary>
public sealed record ViewSettings
{
    /// <summary>Quality of the re-save of error level analysis, 1 to 100 (default 95, as Krawetz 2008 uses).</summary>
    public int ResaveQuality { get; init; } = 95;

    /// <summary>Upper end of the scale instead of the view's own, so that pictures with unlike values compare; null for the view's own. Signed scales reach from its negative.</summary>
    public double? ScaleTop { get; init; }
}

/// <summary>What is looked at.</summary>
/// <param name="Specimen">The specimen.</param>
/// <param name="Reference">What it is held against, or null.</param>
/// <param name="Settings">What was set.</param>
public sealed record ViewSubject(Specimen Specimen, Specimen? Reference, ViewSettings Settings)
{
    /// <summary>Why there are no pixels, or null.</summary>
    internal Fault? PixelFault => Specimen.Pixels.Fault;

    /// <summary>Why there are no coefficients, or null.</summary>
    internal Fault? CoefficientFault => Specimen.Coefficients.Fault;

    /// <summary>The top of a scale: what was set, or the view's own.</summary>
    internal float Top(float own) => (float)(Settings.ScaleTop ?? own);
}
