using Touchstone.Engine.Keypoints;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Tests.Engine.Detectors.Image;

namespace Touchstone.Tests.Engine.Keypoints;

// Origin of all vectors: blobs, scenes and point pairs computed here.
public sealed class KeypointTests
{
    private static Plane Scene(ulong seed) => new(256, 192, [.. new TexturedScene(256, 192, seed).Samples.Select(v => (float)v)]);

    private static FeatureSet Find(Plane plane, bool doubled, int most) => KeypointSearch.Find(plane, doubled, most, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(2.0)]
    [InlineData(4.5)]
    [InlineData(9.0)]
    public void A_gaussian_blob_is_found_at_its_place_and_size(double sigma)
    {
        const double cx = 64.3, cy = 58.7;
        var plane = new Plane(128, 128, [.. Enumerable.Range(0, 128 * 128).Select(i => (float)(50 + 100 * Math.Exp(-(Math.Pow(i % 128 - cx, 2) + Math.Pow(i / 128 - cy, 2)) / (2 * sigma * sigma))))]);
        var strongest = Find(plane, true, 100).Points.MaxBy(p => p.Strength);
        Assert.InRange(strongest.X, cx - 0.5, cx + 0.5);
        Assert.InRange(strongest.Y, cy - 0.5, cy + 0.5);
        // A difference of Gaussians a third of an octave apart answers most at about 0.9 of the blob's own width.
        Assert.InRange(strongest.Scale, 0.7 * sigma, 1.1 * sigma);
    }

    [Fact]
    public void A_quarter_turn_turns_the_keypoints_and_keeps_their_descriptors()
    {
        var plane = Scene(5);
        var turned = new Plane(192, 256, [.. Enumerable.Range(0, 256 * 192).Select(i => plane.Samples[(191 - i % 192) * 256 + i / 192])]);
        var (one, other) = (Find(plane, false, 400), Find(turned, false, 400));
        var kept = 0;
        for (var i = 0; i < one.Points.Length; i++)
        {
            var (x, y) = (191 - one.Points[i].Y, one.Points[i].X);
            kept += Enumerable.Range(0, other.Points.Length).Any(j => Math.Abs(other.Points[j].X - x) + Math.Abs(other.Points[j].Y - y) < 1.5
                && Math.Abs(Math.IEEERemainder(other.Points[j].Angle - one.Points[i].Angle - Math.PI / 2, 2 * Math.PI)) < 0.15 && SelfMatching.Dot(one.Descriptor(i), other.Descriptor(j)) > 0.93f) ? 1 : 0;
        }
        Assert.True(kept > 0.6 * one.Points.Length, $"{kept} of {one.Points.Length}");
    }

    [Fact]
    public void The_mirrored_descriptor_is_that_of_the_mirrored_picture()
    {
        var plane = Scene(6);
        var mirror = new Plane(256, 192, [.. Enumerable.Range(0, 256 * 192).Select(i => plane.Samples[i / 256 * 256 + 255 - i % 256])]);
        var (one, other) = (Find(plane, false, 400), Find(mirror, false, 400));
        var mirrored = new float[GradientDescriptor.Length];
        var kept = 0;
        for (var i = 0; i < one.Points.Length; i++)
        {
            GradientDescriptor.Mirror(one.Descriptor(i), mirrored);
            kept += Enumerable.Range(0, other.Points.Length).Any(j => Math.Abs(other.Points[j].X + one.Points[i].X - 255) + Math.Abs(other.Points[j].Y - one.Points[i].Y) < 1.5
                && SelfMatching.Dot(mirrored, other.Descriptor(j)) > 0.93f) ? 1 : 0;
        }
        Assert.True(kept > 0.6 * one.Points.Length, $"{kept} of {one.Points.Length}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_similarity_among_wrong_pairs_is_found_and_chance_alone_is_not(bool mirrored)
    {
        var chance = new Seeded(7);
        var pairs = new List<PointPair>();
        Keypoint Any() => new((float)(500 * chance.NextUnit()), (float)(500 * chance.NextUnit()), (float)(2 + 6 * chance.NextUnit()), (float)(6 * chance.NextUnit() - 3), 5);
        for (var i = 0; i < 60; i++) pairs.Add(new PointPair(Any(), Any(), false, 0.3f));
        Assert.Empty(SimilarityConsensus.Find(pairs, 250_000, -2, 1.3));
        var (sin, cos) = Math.SinCos(0.6);
        for (var i = 0; i < 9; i++)
        {
            var from = Any();
            var flip = mirrored ? -1 : 1;
            var to = new Keypoint((float)(1.4 * (cos * from.X * flip - sin * from.Y) + 30), (float)(1.4 * (sin * from.X * flip + cos * from.Y) - 20), 1.4f * from.Scale, (float)((mirrored ? Math.PI - from.Angle : from.Angle) + 0.6), 5);
            pairs.Add(new PointPair(from, to, mirrored, 0.3f));
        }
        var agreement = Assert.Single(SimilarityConsensus.Find(pairs, 250_000, -2, 1.3));
        Assert.Equal(mirrored, agreement.Mirrored);
        Assert.Equal(1.4, agreement.Map.Scale, 2);
        Assert.Equal(mirrored, agreement.Map.Determinant < 0);
        Assert.True(agreement.Log10FalseAlarms < -10);
    }

    [Fact]
    public void The_same_picture_gives_the_same_features()
    {
        var (one, two) = (Find(Scene(8), true, 300), Find(Scene(8), true, 300));
        Assert.Equal(one.Points, two.Points);
        Assert.Equal(one.Descriptors, two.Descriptors);
    }
}
