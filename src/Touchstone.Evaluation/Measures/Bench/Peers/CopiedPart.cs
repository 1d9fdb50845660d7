using System.Text.Json.Nodes;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>A part copied by a plain shift. The peer compares keypoints, which is another method to the same end.</summary>
/// <param name="Photographs">A mosaic of photographs of four by three pieces.</param>
internal sealed record CopiedPart(RgbImage Photographs) : PeerCase("CopyMove", "copy_move.py", "cv2, numpy", "SIFT with OpenCV", Across * BenchMosaic.Edge, Across, "shift of the copy")
{
    /// <summary>Pieces of the mosaic.</summary>
    internal const int Across = 4, Down = 3;

    private const int Part = 256, Shift = 1100, Tolerance = 3;

    // A part within one piece of the mosaic, laid two pieces further.
    internal override byte[] Make(int number)
    {
        var (left, top) = (number % 2 * BenchMosaic.Edge + 120, number / 2 * BenchMosaic.Edge + 120);
        return PixelFile.Jpeg(BenchEdits.Lay(Photographs, BenchEdits.Crop(Photographs, left, top, Part, Part), left + Shift, top).Image, 90);
    }

    // The middles of the two marked boxes lie one shift apart.
    internal override IReadOnlyList<bool?> Ours(int number, Finding finding) =>
        [finding.Regions.Count < 2 ? null : Math.Abs(Math.Abs(Middle(finding.Regions[0]) - Middle(finding.Regions[1])) - Shift) <= Tolerance];

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) =>
        [answer["shift"] is JsonArray shift ? Math.Abs(Math.Abs((double)shift[0]!) - Shift) <= Tolerance && Math.Abs((double)shift[1]!) <= Tolerance : null];

    private static double Middle(Region region) => region.X + region.Width / 2.0;
}
