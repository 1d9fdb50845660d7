using Touchstone.Engine.Findings;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>How tests read what a search for copies found.</summary>
internal static class CopyReading
{
    internal static bool Flags(Finding finding) => finding.Scores[0].Value >= finding.Scores[0].Threshold;

    internal static double Drawn(Finding finding, double x, double y)
    {
        var map = finding.Maps[0];
        return map.Values[(int)(y / map.CellSize) * map.Width + (int)(x / map.CellSize)];
    }
}
