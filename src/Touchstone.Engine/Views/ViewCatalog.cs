using Touchstone.Engine.Views.Frequencies;
using Touchstone.Engine.Views.Grids;
using Touchstone.Engine.Views.Pixels;

namespace Touchstone.Engine.Views;

/// <summary>Every view there is, in the order they are shown.</summary>
public static class ViewCatalog
{
    /// <summary>The views.</summary>
    public static IReadOnlyList<ViewMethod> All { get; } =
    [
        Channels.View,
        Histograms.View,
        BitPlanes.View,
        ColourAxes.View,
        ErrorLevel.View,
        Gradients.Magnitude,
        Gradients.Direction,
        NoiseResiduals.Median,
        NoiseResiduals.Wavelet,
        WaveletLevels.View,
        Spectrum.View,
        BlockMaps.Energy,
        BlockMaps.Zeros,
        CoefficientHistograms.View,
        GridMaps.View,
        Difference.View,
    ];

    /// <summary>The view of a name, or null.</summary>
    public static ViewMethod? Find(string id) => All.FirstOrDefault(v => v.Id == id);
}
