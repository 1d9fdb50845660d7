using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>The map of all ghosts on the picture's own cells.</summary>
internal static class GhostMaps
{
    // The printed scale ends where more digits say no more.
    private const float ScaleEnd = 20;

    internal static EvidenceMap Evidence(Plane luma, IReadOnlyList<Ghost> ghosts, IReadOnlyList<GhostDepthMap> maps, GhostDepthMap reliability)
    {
        int width = luma.Width / 8, height = luma.Height / 8;
        var values = new float[width * height];
        var sure = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            // The middle of the cell speaks for it.
            int x = i % width * 8 + 4, y = i / width * 8 + 4;
            sure[i] = reliability.ReliabilityAt(x, y);
            for (var k = 0; k < maps.Count; k++)
                if (maps[k].Covers(x, y))
                    values[i] = Math.Max(values[i], (float)Math.Min(ScaleEnd, -ghosts[k].Log10Nfa));
        }
        return new EvidenceMap
        {
            Name = "ghosts",
            Width = width,
            Height = height,
            CellSize = 8,
            Unit = "−log10 NFA",
            ScaleMinimum = 0,
            ScaleMaximum = ScaleEnd,
            Direction = Direction.HigherSupportsManipulation,
            Threshold = (float)-JpegGhost.Log10NfaThreshold,
            Values = values,
            Reliability = sure,
        };
    }
}
