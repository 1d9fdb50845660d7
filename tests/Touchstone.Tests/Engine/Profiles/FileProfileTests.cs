using Touchstone.Engine.Profiles;

namespace Touchstone.Tests.Engine.Profiles;

/// <summary>Origin of the vectors: files made here, see <see cref="ProfileSamples"/>; shares and chances are worked out by hand.</summary>
public sealed class FileProfileTests
{
    private static FileShape Of(params (string Name, string Value)[] properties) => new([.. properties.Select(p => new FileProperty(p.Name, p.Value, p.Name == "list"))]);

    [Fact]
    public void The_shape_of_a_file_tells_how_it_is_written_and_nothing_of_a_person()
    {
        var shape = ProfileSamples.Shape(ProfileSamples.OfDevice(1));
        Assert.Equal(("64×48", "4:2:2", "Maker A", "One"), (shape["size"], shape["colour sampling"], shape["Make"], shape["Model"]));
        Assert.Contains("exactly Annex K at quality 90", shape["luma table"]);
        Assert.Equal("Make:2 Model:2 ExifIFD:4", shape["Exif main entries"]);
        Assert.DoesNotContain(shape.Properties, p => p.Value.Contains("2026", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_of_other_formats_have_a_shape_too()
    {
        using var image = new ImageMagick.MagickImage(ImageMagick.MagickColors.Teal, 20, 10);
        var shape = ProfileSamples.Shape(image.ToByteArray(ImageMagick.MagickFormat.Png));
        Assert.StartsWith("IHDR", shape["structure"]);
        Assert.Null(shape["marker order"]);
    }

    [Fact]
    public void Counts_add_up_and_each_reference_knows_how_alone_it_is()
    {
        var profile = FileProfile.Of("x", [("a", "1", Of(("p", "u"), ("q", "u"))), ("b", "2", Of(("p", "u"), ("q", "v"))), ("c", "3", Of(("p", "u"), ("q", "u"), ("r", "w")))]);
        Assert.All(profile.Properties, p => Assert.Equal(3, p.Values.Sum(v => v.Files)));
        Assert.Equal([("none", 2), ("w", 1)], profile.Properties.Single(p => p.Name == "r").Values.Select(v => (v.Value, v.Files)));
        Assert.Equal([0, 1, 1], profile.References.Select(r => r.Alone));
        Assert.Throws<ArgumentException>(() => FileProfile.Of("x", [("a", "1", Of(("p", "u")))]));
    }

    [Fact]
    public void The_chance_is_the_rank_among_the_references()
    {
        var profile = FileProfile.Of("x", [("a", "1", Of(("p", "u"), ("q", "1"))), ("b", "2", Of(("p", "u"), ("q", "2"))), ("c", "3", Of(("p", "u"), ("q", "3"))), ("d", "4", Of(("p", "u"), ("q", "3")))]);
        // Alone: 1, 1, 0, 0.
        Assert.Equal(1.0, ProfileComparison.Of(Of(("p", "u"), ("q", "3")), "", profile).Chance);
        Assert.Equal(3.0 / 5, ProfileComparison.Of(Of(("p", "u"), ("q", "9")), "", profile).Chance);
        Assert.Equal(1.0 / 5, ProfileComparison.Of(Of(("p", "z"), ("q", "9")), "", profile).Chance);
        Assert.True(ProfileComparison.Of(Of(("p", "u")), "3", profile).IsReference);
    }

    [Fact]
    public void What_no_reference_has_is_bounded_by_their_number()
    {
        // (1 − p)^n = 0.05: Clopper and Pearson for none of n; 3/n is near it.
        Assert.Equal(0.139108, ProfileComparison.LargestShare(20), 6);
        Assert.Equal(0.0295130, ProfileComparison.LargestShare(100), 6);
        Assert.InRange(ProfileComparison.LargestShare(1000), 0.0029, 0.003);
    }

    [Fact]
    public void Lists_are_told_apart_item_by_item()
    {
        var profile = FileProfile.Of("x", [("a", "1", Of(("list", "A B C"))), ("b", "2", Of(("list", "A B D"))), ("c", "3", Of(("list", "A B C")))]);
        var unseen = Assert.Single(ProfileComparison.Of(Of(("list", "A E C")), "", profile).Unseen);
        Assert.Equal("in none of the references: E; missing here, in all references: B", unseen.Difference);
        Assert.Contains("another order", Assert.Single(ProfileComparison.Of(Of(("list", "B A C")), "", profile).Unseen).Difference);
        Assert.Equal("A B C", unseen.Usual.Value);
    }

    [Fact]
    public void The_stated_chance_holds_for_files_drawn_like_the_references()
    {
        // Property of the conformal p-value: P(chance ≤ α) ≤ α. Each drawn file has three properties of skewed values.
        var chance = new Touchstone.Numerics.Seeded(11);
        var (tries, below) = (600, 0);
        for (var t = 0; t < tries; t++)
        {
            FileShape Draw() => Of(("p", $"{(int)(6 * Math.Pow(chance.NextUnit(), 3))}"), ("q", $"{(int)(30 * Math.Pow(chance.NextUnit(), 4))}"), ("r", $"{(int)(200 * Math.Pow(chance.NextUnit(), 8))}"));
            var profile = FileProfile.Of("x", [.. Enumerable.Range(0, 19).Select(i => ($"{i}", $"{i}", Draw()))]);
            if (ProfileComparison.Of(Draw(), "", profile).Chance <= 0.1) below++;
        }
        // 600 tries: three standard deviations above 0.1 is 0.137.
        Assert.True(below / (double)tries <= 0.137, $"{below} of {tries}");
    }
}
