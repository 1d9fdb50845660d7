using SkiaSharp;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Verdicts;
using Touchstone.Tests.Workbench.Reports;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Tests.Workbench.Exhibits;

public sealed class StoredPicturesTests
{
    [Fact]
    public void A_stored_picture_is_reduced_and_encoded_anew()
    {
        var stored = Picture(1000, 500, SKEncodedImageFormat.Jpeg);
        var exhibit = Assert.Single(Make(With(stored)));

        Assert.Equal(("stored-0", "image/png", 320, 160), (exhibit.Name, exhibit.MediaType, exhibit.Width, exhibit.Height));
        Assert.Equal("stored in the credentials, unchecked", exhibit.Derivation);
        using var decoded = SKBitmap.Decode(exhibit.Bytes);
        Assert.Equal((320, 160), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void What_the_bytes_are_counts_and_not_what_they_are_said_to_be()
    {
        Assert.Single(Make(With(Picture(8, 8, SKEncodedImageFormat.Png), "text/html")));
        Assert.Empty(Make(With("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"u8.ToArray(), "image/png")));
    }

    [Fact]
    public void A_picture_that_cannot_be_decoded_is_left_out()
    {
        Assert.Empty(Make(With([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1])));
        Assert.Empty(Make(With([])));
    }

    [Fact]
    public void A_header_that_declares_a_gigantic_picture_costs_nothing()
    {
        var png = Picture(8, 8, SKEncodedImageFormat.Png);
        // The width and height of the IHDR chunk.
        (png[16], png[17], png[20], png[21]) = (0, 255, 0, 255);

        Assert.Empty(Make(With(png)));
    }

    [Fact]
    public void At_most_twenty_four_are_made()
    {
        var report = SampleCredentials.Empty(CredentialState.Valid) with { Manifests = [.. Enumerable.Range(0, 40).Select(i => One($"m{i}", Picture(8, 8, SKEncodedImageFormat.Png)))] };

        Assert.Equal(24, Make(report).Count);
    }

    [Fact]
    public void The_same_picture_of_an_ingredient_and_its_own_manifest_is_made_once()
    {
        var (same, other) = (Picture(8, 8, SKEncodedImageFormat.Png), Picture(9, 9, SKEncodedImageFormat.Png));
        var report = SampleCredentials.Empty(CredentialState.Valid) with
        {
            Manifests = [One("a", other) with { Ingredients = [Ingredient("b", same), Ingredient("b", other), Ingredient(null, same)] }, One("b", same)],
        };

        Assert.Equal(["stored-0", "stored-0-1", "stored-0-2", "stored-1"], Make(report).Select(e => e.Name));
    }

    private static IReadOnlyList<Exhibit> Make(ProvenanceReport report) => StoredPictures.Of(report, TestContext.Current.CancellationToken);

    private static ProvenanceReport With(byte[] bytes, string type = "image/jpeg") => SampleCredentials.Empty(CredentialState.Valid) with { Manifests = [One("a", bytes, type)] };

    private static ManifestReport One(string label, byte[] bytes, string type = "image/jpeg") => new() { Label = label, Kind = ManifestKind.Standard, ClaimVersion = 2, Thumbnail = Thumbnail(bytes, type) };

    private static IngredientReport Ingredient(string? label, byte[] bytes) => new("self#jumbf=/c2pa/a", "t", null, "parentOf", label, label is not null, Thumbnail(bytes, "image/png"));

    private static ThumbnailReport Thumbnail(byte[] bytes, string type) => new(type, bytes.Length) { Bytes = bytes };

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Orange);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
