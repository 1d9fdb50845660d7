using System.Globalization;

namespace Touchstone.Engine.Detectors;

/// <summary>A number of false alarms in words.</summary>
internal static class FalseAlarms
{
    // Beyond a million the zeros are not read any more.
    private const int MostZeros = 6;

    /// <summary>How often chance alone gives a region like this, rounded to the cautious side: "fewer than 1 of 1,000 images".</summary>
    internal static string InWords(double log10Nfa)
    {
        if (!(log10Nfa <= -1)) return "about every image";
        var zeros = (int)Math.Floor(Math.Min(-log10Nfa, 9999));
        var images = zeros <= MostZeros ? Math.Pow(10, zeros).ToString("#,0", CultureInfo.InvariantCulture) : $"10^{zeros}";
        return $"fewer than 1 of {images} images";
    }
}
