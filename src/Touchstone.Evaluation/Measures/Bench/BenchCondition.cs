using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>What a picture of the bench is made from.</summary>
/// <param name="Host">The photograph that is changed, as decoded; its block grid starts at the corner.</param>
/// <param name="Donor">A photograph of another source folder.</param>
/// <param name="Chance">Draws every parameter.</param>
internal sealed record BenchEdit(RgbImage Host, RgbImage Donor, Seeded Chance)
{
    /// <summary>Stops the work.</summary>
    internal CancellationToken Cancel { get; init; }
}

/// <summary>What a detector must reach in a condition; null where it is only reported.</summary>
/// <param name="Detector">Its id.</param>
/// <param name="Found">Least share of pictures with an alarm, or, for untouched ones, the largest.</param>
/// <param name="F1">Least mean pixel F1 at the map's own threshold, or null.</param>
internal sealed record BenchTarget(string Detector, double Found, double? F1 = null)
{
    /// <summary>Pictures that the target speaks of, or 0.</summary>
    internal int Pictures { get; init; }
}

/// <summary>One way in which pictures are made for the bench.</summary>
/// <param name="Name">Short: "copy-move turned".</param>
/// <param name="Untouched">Whether nothing is changed: alarms are false then.</param>
/// <param name="Make">One picture; null where these two photographs do not suit.</param>
internal sealed record BenchCondition(string Name, bool Untouched, Func<BenchEdit, BenchPicture?> Make)
{
    /// <summary>What must be reached.</summary>
    internal IReadOnlyList<BenchTarget> Targets { get; init; } = [];

    /// <summary>Pictures with and without --long, against the usual number.</summary>
    internal double Share { get; init; } = 1;

    /// <summary>The share of pictures with an alarm that a target asks for.</summary>
    internal Target Found(BenchTarget target) => (Untouched ? Target.NoMoreThan(target.Found) : Target.NoLessThan(target.Found)) with { Cases = target.Pictures };
}

/// <summary>A picture made for the bench: its bytes and where it was changed.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Extension">With the dot.</param>
/// <param name="Width">Pixels per line.</param>
/// <param name="Mask">True where it was changed [Height, Width]; nowhere for an untouched one.</param>
internal sealed record BenchPicture(byte[] Bytes, string Extension, int Width, bool[] Mask)
{
    /// <summary>The drawn parameters in words, for the table of single results.</summary>
    internal string Note { get; init; } = "";

    /// <summary>A PNG of an edited picture.</summary>
    internal static BenchPicture Png(RgbImage image, bool[] mask) => new(Manipulations.Making.PixelFile.Png(image), ".png", image.Width, mask);

    /// <summary>A JPEG of an edited picture.</summary>
    internal static BenchPicture Jpeg(RgbImage image, int quality, bool[]? mask = null) =>
        new(Manipulations.Making.PixelFile.Jpeg(image, quality), ".jpg", image.Width, mask ?? new bool[image.Width * image.Height]);
}
