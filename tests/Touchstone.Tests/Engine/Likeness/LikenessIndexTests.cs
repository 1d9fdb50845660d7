using Touchstone.Engine.Likeness;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Engine.Detectors.Image;

namespace Touchstone.Tests.Engine.Likeness;

// Origin of all vectors: TexturedScene, computed in the test; crops, turns and pastes are the test's own.
public sealed class LikenessIndexTests
{
    private const int Width = 320, Height = 240;
    private static readonly Plane[] _scenes = [.. Enumerable.Range(0, 6).Select(i => Scene((ulong)(70 + i)))];

    private static Plane Scene(ulong seed) => new(Width, Height, [.. new TexturedScene(Width, Height, seed).Samples.Select(v => (float)v)]);

    private static PictureRecord Record(Plane plane) => PictureRecord.Of(plane, TestContext.Current.CancellationToken);

    private static LikenessIndex Index()
    {
        PictureRecord[] records = [.. _scenes.Select(s => Record(s).ToStore())];
        return new LikenessIndex(records, [.. records.Select(r => PicturePrint.OfThumbnail(r.Thumbnail).Hashes[0])]);
    }

    private static IReadOnlyList<LikePicture> Find(Plane plane) => Index().Find(Record(plane), TestContext.Current.CancellationToken);

    private static Plane Made(int width, int height, Func<int, int, float> sample) => new(width, height, [.. Enumerable.Range(0, width * height).Select(i => sample(i % width, i / width))]);

    [Fact]
    public void A_picture_of_another_scene_is_not_found() => Assert.Empty(Find(Scene(99)));

    [Fact]
    public void A_picture_finds_itself_and_nothing_else()
    {
        var like = Assert.Single(Find(_scenes[2]));
        Assert.Equal((2, PictureRelation.Same, false), (like.Place, like.Relation, like.Mirrored));
        Assert.Equal(1, like.Scale, 2);
        Assert.True(like.Log10FalseAlarms < -50);
        Assert.True(like.ThumbnailLikeness > 0.99);
    }

    [Fact]
    public void A_quarter_is_placed_in_the_picture_it_was_cut_from()
    {
        var like = Assert.Single(Find(Made(160, 120, (x, y) => _scenes[3].Samples[(y + 60) * Width + x + 90])));
        Assert.Equal((3, PictureRelation.PartOfStored), (like.Place, like.Relation));
        Assert.InRange(like.InStored.X - like.InPicture.X, 89, 91);
        Assert.InRange(like.InStored.Y - like.InPicture.Y, 59, 61);
    }

    [Fact]
    public void A_turned_and_mirrored_picture_is_found_as_such()
    {
        var like = Assert.Single(Find(Made(Height, Width, (x, y) => _scenes[1].Samples[x * Width + y])));
        Assert.Equal((1, PictureRelation.Same, true), (like.Place, like.Relation, like.Mirrored));
    }

    [Fact]
    public void A_picture_pasted_into_another_is_found_beside_it()
    {
        var found = Find(Made(Width, Height, (x, y) => x is >= 100 and < 260 && y is >= 60 and < 180 ? _scenes[5].Samples[y * Width + x - 40] : _scenes[0].Samples[y * Width + x]));
        Assert.Equal([0, 5], found.Select(f => f.Place).Order());
        Assert.Equal(PictureRelation.SharesPart, found.Single(f => f.Place == 5).Relation);
    }

    [Fact]
    public void A_few_like_marks_before_unlike_things_are_not_shared_content()
    {
        // Every tenth part of the picture, a square of 40 pixels, is another picture's at the same place, as a wall behind other people would be.
        var marks = Made(Width, Height, (x, y) => x % 120 is >= 40 and < 80 && y % 100 is >= 30 and < 70 ? _scenes[4].Samples[y * Width + x] : _unknown.Samples[y * Width + x]);
        Assert.Empty(Find(marks));
        // The same squares side by side are.
        var part = Assert.Single(Find(Made(Width, Height, (x, y) => x is >= 100 and < 220 && y is >= 70 and < 170 ? _scenes[4].Samples[y * Width + x] : _unknown.Samples[y * Width + x])));
        Assert.Equal((4, PictureRelation.SharesPart), (part.Place, part.Relation));
    }

    private static readonly Plane _unknown = Scene(99);

    // Brown and Lowe 2007, equation 12: 8 + 0.3 n.
    [Theory]
    [InlineData(8, 8, false)]
    [InlineData(12, 12, true)]
    [InlineData(20, 40, false)]
    [InlineData(21, 40, true)]
    public void Of_the_keypoints_within_an_outline_most_must_agree(int agreeing, int present, bool same) => Assert.Equal(same, new MatchEvidence(agreeing, present, 0.5, null).IsSameContent);

    [Fact]
    public void What_is_stored_is_a_bounded_part_of_what_is_asked()
    {
        var record = Record(_scenes[0]);
        Assert.InRange(record.Points.Length, PictureRecord.StoredPoints + 1, PictureRecord.AskedPoints);
        Assert.Equal(record.Points[..PictureRecord.StoredPoints], record.ToStore().Points);
        Assert.Empty(record.ToStore().MirroredCodes);
    }
}
