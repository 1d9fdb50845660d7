using System.Globalization;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.FileDamage;

/// <summary>What of a picture can be decoded.</summary>
/// <param name="Share">Share of it, 0 to 1; null where that cannot be told.</param>
/// <param name="Lost">First and last line of pixels of each stretch that cannot be read.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record PictureDamage(double? Share, IReadOnlyList<(int Top, int Bottom)> Lost, string Sentence)
{
    internal static PictureDamage Of(Specimen specimen) => specimen.Format == MediaFormat.Jpeg ? OfJpeg(specimen) : OfPixels(specimen);

    private static PictureDamage OfJpeg(Specimen specimen)
    {
        if (!specimen.Coefficients.TryGet(out var coefficients, out var fault)) return fault.Kind == FaultKind.Absent ? OfPixels(specimen) : Nothing(fault);
        if (coefficients.DamagedAtOffset is not { } at) return Whole;
        if (coefficients.Lost.Count > 0)
            return Part(1 - coefficients.Lost.Sum(l => l.Share), [.. coefficients.Lost.Select(l => (l.Top, l.Bottom))],
                coefficients.Frame.RestartInterval > 0 ? "; behind the damage it goes on at restart markers" : "; without restart markers nothing behind the damage can be placed");
        return coefficients.Frame.IsProgressive
            ? new(null, [], string.Create(CultureInfo.InvariantCulture, $"The progressive image data break at byte {at}: what follows would refine the whole picture, which is coarser than it was."))
            : new(null, [], string.Create(CultureInfo.InvariantCulture, $"The image data break at byte {at}, before the components that follow are read."));
    }

    // Formats that are decoded by a library: it tells how many lines came.
    private static PictureDamage OfPixels(Specimen specimen)
    {
        if (!specimen.Pixels.TryGet(out var pixels, out var fault))
            return fault.Kind == FaultKind.Absent ? new(null, [], $"Whether all of the picture can be decoded is not known: {fault.Message}") : Nothing(fault);
        return pixels.DeclaredHeight is not { } declared ? Whole : Part((double)pixels.Height / declared, [(pixels.Height, declared - 1)], "");
    }

    private static PictureDamage Whole => new(1, [], "All of the picture can be decoded.");

    private static PictureDamage Nothing(Fault fault) => new(0, [], $"Nothing of the picture can be decoded: {fault.Message}");

    private static PictureDamage Part(double share, IReadOnlyList<(int Top, int Bottom)> lost, string how) => new(Math.Max(0, share), lost, string.Create(CultureInfo.InvariantCulture,
        $"Of the picture {100 * Math.Max(0, share):0.#} % can be decoded; lost are lines {string.Join(", ", lost.Take(4).Select(l => $"{l.Top} to {l.Bottom}"))}{(lost.Count > 4 ? $" and {lost.Count - 4} stretches more" : "")}{how}. Damage shows only where a code breaks: what is decoded above may be wrong too."));
}
