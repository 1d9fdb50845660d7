namespace Touchstone.Engine.Likeness;

/// <summary>Whether two prints are of one picture: the finer comparison behind the hashes.</summary>
public static class PictureMatch
{
    /// <summary>Likeness from which two prints count as one picture. Measured on photographs and studio portraits, see docs/evaluation/data-sets.md.</summary>
    public const double Threshold = 0.85;

    // A start below this is no crop of the other that a search could bring into line.
    private const double WorthAligning = 0.25;
    // Below this the whole is not alike enough for its blocks to speak.
    private const double WorthBlocks = 0.5;
    // The median of blocks is higher than the whole for other pictures too: up to 0.88 for studio portraits of different people, 0.83 as a whole.
    private const double BlockPenalty = 0.07;
    private const int Block = 8, FewestBlocks = 16;
    // Blocks with less detail than this, grey levels, hold rounding and coding noise.
    private const double LeastDetail = 2;
    private const int Surroundings = 4;
    private const int Edge = PicturePrint.Edge;

    /// <summary>
    /// Likeness −1–1, higher = more alike: correlation of the details (each thumbnail less the mean of its surroundings, 9×9), the part of one
    /// brought into line with the whole of the other by hill climbing over position and size until that is enough. Where a part was changed, the median correlation of
    /// the 8×8 blocks with details, less 0.07, stands in if it is higher: it holds until half of them are foreign.
    /// </summary>
    /// <param name="one">The print whose part is compared.</param>
    /// <param name="part">Which of its parts, by the place of the hash that matched.</param>
    /// <param name="other">The print compared as a whole.</param>
    /// <param name="mirrored">Whether the part is mirrored first.</param>
    public static double Likeness(PicturePrint one, int part, PicturePrint other, bool mirrored)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var details = new Details(one.Thumbnail, other.Thumbnail, mirrored);
        var at = PicturePrint.Parts[part];
        var best = details.Compare(at);
        if (best < WorthAligning) return best;
        for (var step = 1.5f / Edge; step > 0.3f / Edge && best < Threshold; step /= 2)
        {
            for (var moved = true; moved && best < Threshold;)
            {
                moved = false;
                foreach (var (dx, dy, dw, dh) in _moves)
                {
                    var tried = (at.X + dx * step, at.Y + dy * step, at.Width + dw * step, at.Height + dh * step);
                    if (details.Compare(tried) is var likeness && likeness > best + 1e-4) (best, at, moved) = (likeness, tried, true);
                }
            }
        }
        return best is < WorthBlocks or >= Threshold ? best : Math.Max(best, details.BlockMedian(at) - BlockPenalty);
    }

    private static readonly (int X, int Y, int Width, int Height)[] _moves =
        [(1, 0, 0, 0), (-1, 0, 0, 0), (0, 1, 0, 0), (0, -1, 0, 0), (0, 0, 1, 0), (0, 0, -1, 0), (0, 0, 0, 1), (0, 0, 0, -1), (-1, -1, 2, 2), (1, 1, -2, -2)];

    private sealed class Details
    {
        private readonly byte[] _one;
        private readonly bool _mirrored;
        private readonly float[] _other = new float[Edge * Edge], _tried = new float[Edge * Edge], _details = new float[Edge * Edge], _columns = new float[Edge * Edge];

        internal Details(byte[] one, byte[] other, bool mirrored)
        {
            (_one, _mirrored) = (one, mirrored);
            for (var i = 0; i < other.Length; i++) _tried[i] = other[i];
            LessSurroundings(_tried, _columns, _other);
        }

        internal double Compare((float X, float Y, float Width, float Height) part)
        {
            // A part may reach beyond the border by a little; more is another picture.
            if (part.X < -0.05f || part.Y < -0.05f || part.X + part.Width > 1.05f || part.Y + part.Height > 1.05f) return -1;
            PicturePrint.Resample(_one, part, _mirrored, Edge, _tried);
            LessSurroundings(_tried, _columns, _details);
            double ab = 0, aa = 0, bb = 0;
            for (var i = 0; i < _details.Length; i++)
            {
                ab += _details[i] * _other[i];
                aa += _details[i] * _details[i];
                bb += _other[i] * _other[i];
            }
            return aa * bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
        }

        internal double BlockMedian((float X, float Y, float Width, float Height) part)
        {
            Compare(part);
            var likenesses = new List<double>();
            for (var top = 0; top < Edge; top += Block)
                for (var left = 0; left < Edge; left += Block)
                    if (BlockLikeness(left, top) is var likeness && !double.IsNaN(likeness)) likenesses.Add(likeness);
            likenesses.Sort();
            return likenesses.Count < FewestBlocks ? -1 : likenesses[likenesses.Count / 2];
        }

        private double BlockLikeness(int left, int top)
        {
            double ab = 0, aa = 0, bb = 0;
            for (var y = top; y < top + Block; y++)
                for (var i = y * Edge + left; i < y * Edge + left + Block; i++)
                {
                    ab += _details[i] * _other[i];
                    aa += _details[i] * _details[i];
                    bb += _other[i] * _other[i];
                }
            const double Least = Block * Block * LeastDetail * LeastDetail;
            return Math.Max(aa, bb) < Least || Math.Min(aa, bb) == 0 ? double.NaN : ab / Math.Sqrt(aa * bb);
        }

        // Running sums over rows, then over columns; at the border the mean is over what is there.
        private static void LessSurroundings(float[] samples, float[] across, float[] details)
        {
            for (var y = 0; y < Edge; y++) Means(samples, y * Edge, 1, across);
            for (var x = 0; x < Edge; x++) Means(across, x, Edge, details);
            for (var i = 0; i < details.Length; i++) details[i] = samples[i] - details[i];
        }

        private static void Means(float[] samples, int start, int stride, float[] means)
        {
            float sum = 0;
            for (var i = 0; i < Surroundings; i++) sum += samples[start + i * stride];
            for (var i = 0; i < Edge; i++)
            {
                if (i + Surroundings < Edge) sum += samples[start + (i + Surroundings) * stride];
                if (i - Surroundings > 0) sum -= samples[start + (i - Surroundings - 1) * stride];
                means[start + i * stride] = sum / (Math.Min(Edge - 1, i + Surroundings) - Math.Max(0, i - Surroundings) + 1);
            }
        }
    }
}
