using System.Text;
using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers.Documents;

public class SvgPdfFontTests
{
    private static readonly byte[] Store = MadeFiles.Store();

    [Fact]
    public void Only_the_letters_of_the_store_lie_in_its_range()
    {
        var letters = Convert.ToBase64String(Store);
        var file = MadeFiles.Svg(letters);
        var range = Assert.Single(MadeFiles.Read(file).Stores[0].Ranges);
        Assert.Equal(letters, Encoding.UTF8.GetString(file.AsSpan((int)range.Start, (int)range.Length)));
    }

    [Fact]
    public void White_space_among_the_letters_is_allowed()
    {
        var letters = Convert.ToBase64String(Store, Base64FormattingOptions.InsertLineBreaks);
        Assert.Equal(Store, MadeFiles.Read(MadeFiles.Svg($"\n  {letters}\n")).Stores[0].Bytes.ToArray());
    }

    [Fact]
    public void An_empty_element_is_a_place_without_a_store()
    {
        var layout = MadeFiles.Read(MadeFiles.Svg(" \n"));
        Assert.Empty(layout.Stores);
        Assert.Single(layout.EmptyPlaces);
    }

    [Fact]
    public void A_prefix_of_its_own_is_followed_to_the_namespace()
    {
        var svg = "<svg><metadata><q:manifest xmlns:q='http://c2pa.org/manifest'>" + Convert.ToBase64String(Store) + "</q:manifest></metadata></svg>";
        Assert.Single(MadeFiles.Read(Encoding.UTF8.GetBytes(svg)).Stores);
        Assert.Empty(MadeFiles.Read(Encoding.UTF8.GetBytes(svg.Replace("c2pa.org", "example.org", StringComparison.Ordinal))).Stores);
    }

    [Fact]
    public void Elements_outside_metadata_or_in_comments_are_no_store()
    {
        var letters = Convert.ToBase64String(Store);
        Assert.Empty(MadeFiles.Read(Encoding.UTF8.GetBytes($"<svg><c2pa:manifest>{letters}</c2pa:manifest><metadata><!--<c2pa:manifest>{letters}</c2pa:manifest>--></metadata></svg>")).Stores);
    }

    [Fact]
    public void A_store_brought_by_an_update_comes_after_the_first()
    {
        var second = MadeFiles.Store(50);
        var file = MadeFiles.Join(
            MadeFiles.Pdf(Store), MadeFiles.Text("1 0 obj\n<</Type/Catalog/AF[2 0 R 5 0 R]>>\nendobj\n5 0 obj\n<</AFRelationship/C2PA_Manifest/EF<</F 6 0 R>>>>\nendobj\n"), MadeFiles.Stream(6, "", second),
            MadeFiles.Text("startxref\n0\n%%EOF"));
        Assert.Equal([Store, second], MadeFiles.Read(file).Stores.Select(s => s.Bytes.ToArray()));
    }

    [Fact]
    public void An_object_redefined_by_an_update_keeps_both_stores()
    {
        var second = MadeFiles.Store(50);
        var file = MadeFiles.Join(
            MadeFiles.Pdf(Store), MadeFiles.Text("2 0 obj\n<</AFRelationship/C2PA_Manifest/EF<</F 3 0 R>>>>\nendobj\n"), MadeFiles.Stream(3, "", second), MadeFiles.Text("startxref\n0\n%%EOF"));
        Assert.Equal([Store, second], MadeFiles.Read(file).Stores.Select(s => s.Bytes.ToArray()));
    }

    [Fact]
    public void Objects_in_a_compressed_object_stream_are_found()
    {
        var catalog = "<</Type/Catalog/AF[2 0 R]>> ";
        var content = MadeFiles.Text($"1 0 2 {catalog.Length} {catalog}<</AFRelationship/C2PA_Manifest/EF<</F 3 0 R>>>>");
        var first = $"1 0 2 {catalog.Length} ".Length;
        var file = MadeFiles.Join(
            MadeFiles.Text("%PDF-1.7\n"), MadeFiles.Stream(9, $"/Type/ObjStm/N 2/First {first}/Filter/FlateDecode", MadeFiles.Zlib(content)), MadeFiles.Stream(3, "", Store), MadeFiles.Text("%%EOF"));
        Assert.Equal(Store, Assert.Single(MadeFiles.Read(file).Stores).Bytes.ToArray());
    }

    [Fact]
    public void A_manifest_of_a_part_is_not_the_document_s()
    {
        var file = MadeFiles.Text(Encoding.Latin1.GetString(MadeFiles.Pdf(Store)).Replace("/AF[2 0 R]", "", StringComparison.Ordinal));
        var layout = MadeFiles.Read(file);
        Assert.Empty(layout.Stores);
        Assert.Contains(layout.Regions, r => r.Name == "manifest store of a part");
    }

    [Fact]
    public void A_stream_with_a_wrong_length_is_read_to_its_end()
    {
        var file = MadeFiles.Text(Encoding.Latin1.GetString(MadeFiles.Pdf(Store)).Replace($"/Length {Store.Length}", "/Length 3", StringComparison.Ordinal));
        var layout = MadeFiles.Read(file);
        Assert.True(layout.Stores[0].Bytes.Span.StartsWith(Store));
        Assert.NotEmpty(layout.Damage);
    }

    [Fact]
    public void Xmp_of_a_document_is_found()
    {
        var file = MadeFiles.Join(MadeFiles.Text("%PDF-1.7\n"), MadeFiles.Stream(4, "/Type/Metadata/Subtype/XML", MadeFiles.Text("<x:doc/>")), MadeFiles.Text("%%EOF"));
        Assert.Equal("<x:doc/>", Encoding.UTF8.GetString(Assert.Single(MadeFiles.Read(file).Xmp).Span));
    }

    [Fact]
    public void The_table_of_a_font_is_the_store_s_range()
    {
        var layout = MadeFiles.Read(MadeFiles.Font(Store));
        Assert.Equal(AssetFormat.Font, layout.Format);
        Assert.Equal(28, layout.Stores[0].Ranges[0].Start);
    }
}
