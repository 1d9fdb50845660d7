using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Looks for a face by skin colour where nobody says where it is: the largest skin-coloured patch, as an ellipse of equal moments.</summary>
/// <remarks>Chrominance bounds of Chai &amp; Ngan (IEEE CSVT 9, 1999): Cb 77–127, Cr 133–173. No face detector: walls and wood of skin colour are taken for faces.</remarks>
internal static class SkinRegion
{
    private const double LeastShare = 0.03, LeastFill = 0.55;

    /// <summary>The ellipse, or null where no patch is large and round enough.</summary>
    internal static FaceEllipse? Find(RgbImage image)
    {
        var skin = new bool[image.Width * image.Height];
        for (var i = 0; i < skin.Length; i++)
        {
            float r = image.Samples[3 * i], g = image.Samples[3 * i + 1], b = image.Samples[3 * i + 2];
            var cb = 128 - 0.168736f * r - 0.331264f * g + 0.5f * b;
            var cr = 128 + 0.5f * r - 0.418688f * g - 0.081312f * b;
            skin[i] = cb is >= 77 and <= 127 && cr is >= 133 and <= 173;
        }
        skin = BinaryMask.FillHoles(skin, image.Width, image.Height);
        return Largest(skin, image.Width) is { } patch && patch.Count >= LeastShare * skin.Length ? Ellipse(patch, image) : null;
    }

    // An ellipse's second moment along an axis is a quarter of that radius squared. A hair line or neck shortens or lengthens the patch, so
    // the height is bounded by the proportions of faces.
    private static FaceEllipse? Ellipse(List<int> patch, RgbImage image)
    {
        double mx = patch.Average(i => (double)(i % image.Width)), my = patch.Average(i => (double)(i / image.Width));
        var rx = 2 * Math.Sqrt(patch.Average(i => Math.Pow(i % image.Width - mx, 2)));
        var ry = 2 * Math.Sqrt(patch.Average(i => Math.Pow(i / image.Width - my, 2)));
        if (patch.Count < LeastFill * Math.PI * rx * ry) return null;
        ry = Math.Clamp(ry, rx, 1.5 * rx);
        rx = Math.Min(rx, Math.Min(mx, image.Width - 1 - mx) - 4);
        ry = Math.Min(ry, Math.Min(my, image.Height - 1 - my) - 4);
        return rx < 16 || ry < 16 ? null : new FaceEllipse(mx, my, rx, ry);
    }

    private static List<int>? Largest(bool[] skin, int width)
    {
        List<int>? largest = null;
        var open = new Stack<int>();
        for (var start = 0; start < skin.Length; start++)
        {
            if (!skin[start]) continue;
            List<int> patch = [];
            skin[start] = false;
            open.Push(start);
            while (open.TryPop(out var i))
            {
                patch.Add(i);
                var x = i % width;
                if (x > 0) Visit(i - 1);
                if (x < width - 1) Visit(i + 1);
                if (i >= width) Visit(i - width);
                if (i + width < skin.Length) Visit(i + width);
            }
            if (largest is null || patch.Count > largest.Count) largest = patch;
        }
        return largest;

        void Visit(int i)
        {
            if (!skin[i]) return;
            skin[i] = false;
            open.Push(i);
        }
    }
}
