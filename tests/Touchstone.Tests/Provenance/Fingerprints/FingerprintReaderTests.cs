using System.Text;
using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Tests.Provenance.Fingerprints;

public sealed class FingerprintReaderTests
{
    public static TheoryData<string> Rules => [.. FingerprintCases.All.Select(c => c.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_finds_its_mark_and_not_the_near_miss(string rule)
    {
        var both = FingerprintCases.All.Single(c => c.Rule == rule);
        Assert.Contains(Read(both.Hit), m => m.Rule == rule);
        Assert.DoesNotContain(Read(both.Miss), m => m.Rule == rule);
    }

    [Fact]
    public void Every_rule_of_the_table_has_a_test_and_no_test_is_left_over()
    {
        Assert.Equal(FingerprintTable.Shipped.Rules.Select(r => r.Id).Order(StringComparer.Ordinal), FingerprintCases.All.Select(c => c.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(FingerprintTable.Shipped.Watermarks.Select(r => r.Id), FixedWatermarkTests.Messages);
    }

    [Fact]
    public void Every_row_says_how_far_it_goes_where_it_comes_from_and_when_it_was_checked()
    {
        var table = FingerprintTable.Shipped;
        Assert.Matches(@"^\d+\.\d+$", table.Version);
        Assert.Equal(table.Count, table.Rules.Select(r => r.Id).Concat(table.Watermarks.Select(w => w.Id)).Distinct().Count());
        Assert.All(table.Rules, r => Assert.True(r.Precision.Length > 5 && r.Source.Length > 5 && DateOnly.TryParse(r.Date, out _) && r.All.Count > 0, r.Id));
        Assert.All(table.Watermarks, w => Assert.True(w.Precision.Length > 5 && w.Source.Length > 5 && w.Accepted > 0.9 * w.Bits.Count, w.Id));
        Assert.Contains(table.Unreadable, u => u.Name == "SynthID");
        Assert.All(table.Unreadable, u => Assert.True(u.Carriers.Length > 0 && u.Why.Length > 0, u.Name));
    }

    [Fact]
    public void The_basis_is_told_and_conditions_are_not_met_across_bases()
    {
        var signed = new StatedText("C2PA", "digitalSourceType", "trainedAlgorithmicMedia", FingerprintBasis.Signed);
        var broken = signed with { Basis = FingerprintBasis.BrokenSignature };
        Assert.Equal("signed", Assert.Single(Read(signed)).BasisText);
        Assert.Equal("signed, but does not hold", Assert.Single(Read(broken)).BasisText);
        Assert.Equal(2, Read(signed, broken).Count);
        var unsigned = FingerprintCases.All.Single(c => c.Rule == "midjourney.job").Hit;
        Assert.Contains(Read(unsigned), m => m is { Rule: "midjourney.job", BasisText: "unsigned claim" });
        Assert.DoesNotContain(Read(unsigned[0], signed), m => m.Rule == "midjourney.job");
    }

    [Fact]
    public void Xmp_is_read_by_name_space_in_attribute_and_element_form()
    {
        string Packet(string body) => $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' xmlns:t='http://www.tc260.org.cn/ns/AIGC/1.0/'>{body}</rdf:RDF>";
        IReadOnlyList<FingerprintMatch> Of(string body) => FingerprintReader.Read(new FingerprintInput { Xmp = [Encoding.UTF8.GetBytes(Packet(body))] }, ProvenanceLimits.Default, default);
        Assert.Equal("source-type.trained", Assert.Single(Of("<rdf:Description a:DigitalSourceType='http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'/>")).Rule);
        Assert.Equal("source-type.trained", Assert.Single(Of("<rdf:Description><a:DigitalSourceType rdf:resource='https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'/></rdf:Description>")).Rule);
        Assert.Equal("gb45438.label-1", Assert.Single(Of("<rdf:Description><t:AIGC>{\"Label\": \"1\"}</t:AIGC></rdf:Description>")).Rule);
        Assert.Equal("XMP AIGC", Of("<rdf:Description t:AIGC='{\"Label\": \"1\"}'/>")[0].Where);
    }

    [Fact]
    public void A_long_text_costs_time_in_proportion_alone()
    {
        // A pattern that backtracks would need far longer than any test may take.
        var text = string.Concat(Enumerable.Repeat("Steps: 1, --v Job ID: 0a1b2c3d- Signature: ", 20_000));
        Assert.Empty(Read(new StatedText("PNG", "Description", text), new StatedText("EXIF", "ImageDescription", text), new StatedText("PNG", "prompt", "{" + text)));
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.Select(One("PNG", "EXIF", "hidden", "MP4"), One("AIGC", "prompt", "parameters", "UserComment", "workflow"), Gen.String, One("{\"AIGC\":", "{", "", "{\"Label\":{}", "[1]"))
            .Sample((place, key, tail, head) => Read(new StatedText(place, key, head + tail)) is not null);

    [Fact]
    public void Soft_bindings_are_told_by_name()
    {
        Assert.Equal("watermark", SoftBindings.Find("com.adobe.trustmark.p")!.Kind);
        Assert.Equal("Imatag invisible watermarking for images", SoftBindings.Find("com.imatag.lamark.v1")!.Name);
        Assert.Null(SoftBindings.Find("com.example.unknown"));
        Assert.True(SoftBindings.All.Count >= 32);
        Assert.All(SoftBindings.All.Values, a => Assert.True(a.Kind is "watermark" or "fingerprint" && a.Name.Length > 5, a.Algorithm));
    }

    private static Gen<string> One(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    internal static IReadOnlyList<FingerprintMatch> Read(params StatedText[] texts) =>
        FingerprintReader.Read(new FingerprintInput { Texts = texts }, ProvenanceLimits.Default, TestContext.Current.CancellationToken);
}
