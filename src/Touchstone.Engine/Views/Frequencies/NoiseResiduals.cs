using Touchstone.Numerics.Planes;

namespace Touchstone.Engine.Views.Frequencies;

/// <summary>What a denoiser takes away.</summary>
internal static class NoiseResiduals
{
    internal static ViewMethod Median { get; } = new(
        "noise-median", "Noise, what a 3x3 median takes away",
        "a region whose noise is finer, coarser, stronger or missing against others of the same brightness",
        "texture and edges, which the median takes away as well",
        "Tukey, Exploratory Data Analysis, 1977")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = OfMedian,
    };

    internal static ViewMethod Wavelet { get; } = new(
        "noise-wavelet", "Noise, what a wavelet denoiser takes away",
        "a region whose noise differs from others of the same brightness",
        "texture and edges: some of them is left in every residual",
        "Mihcak et al., ICASSP 1999; Lukas, Fridrich and Goljan, TIFS 1(2), 2006")
    {
        Refusal = subject => subject.Specimen.Residual.Fault,
        Pictures = OfWavelet,
    };

    private static IEnumerable<ViewPicture> OfMedian(ViewSubject subject, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var luma = subject.Specimen.Luma.Value!;
        var values = new float[luma.Samples.Length];
        Median3.Filter(luma.Samples, luma.Width, values);
        for (var i = 0; i < values.Length; i++) values[i] = luma.Samples[i] - values[i];
        var top = subject.Top(8);
        yield return new RasterPicture("", "Luma less its 3x3 median", "") { Width = luma.Width, Values = values, Unit = "levels", Low = -top, High = top };
    }

    private static IEnumerable<ViewPicture> OfWavelet(ViewSubject subject, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var residual = subject.Specimen.Residual.Value!;
        var top = subject.Top(8);
        yield return new RasterPicture("", "Luma less its wavelet denoising", "Daubechies 8-tap, 4 levels, local Wiener shrinkage, sigma 5 levels.") { Width = residual.Width, Values = residual.Samples, Unit = "levels", Low = -top, High = top };
    }
}
