using System.Text;
using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Xmp;

namespace Touchstone.Tests.Provenance.Xmp;

public sealed class XmpPacketTests
{
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Terms = "http://purl.org/dc/terms/";

    // Vectors: origin ISO 16684-1 §7.4 to §7.9, written by hand: the same value in each RDF form.
    [Theory]
    [InlineData("<rdf:Description rdf:about='' dcterms:provenance='here'/>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance>here</dcterms:provenance></rdf:Description>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance rdf:resource='here'/></rdf:Description>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance>\n  here\n</dcterms:provenance></rdf:Description>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance><rdf:Alt><rdf:li xml:lang='x-default'>here</rdf:li></rdf:Alt></dcterms:provenance></rdf:Description>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance><rdf:Description rdf:value='x'><rdf:value>here</rdf:value></rdf:Description></dcterms:provenance></rdf:Description>")]
    [InlineData("<rdf:Description rdf:about=''><dcterms:provenance><![CDATA[here]]></dcterms:provenance></rdf:Description>")]
    public void A_value_is_found_in_every_form(string description) => Assert.Equal(["here"], Read(description).Values(Terms, "provenance"));

    [Fact]
    public void Items_of_a_list_are_values_of_the_list_and_fields_stand_under_their_own_name()
    {
        var packet = Read("<rdf:Description><dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>"
            + "<dc:source rdf:parseType='Resource'><dc:title>T</dc:title></dc:source><dc:relation dc:type='attribute'/></rdf:Description>");
        Assert.Equal(["A", "B"], packet.Values(Dc, "creator"));
        Assert.Equal(["T"], packet.Values(Dc, "title"));
        Assert.Equal(["attribute"], packet.Values(Dc, "type"));
        Assert.Empty(packet.Values(Terms, "creator"));
        Assert.Contains(Terms, packet.Namespaces);
        Assert.Null(packet.Problem);
    }

    [Fact]
    public void The_prefix_does_not_matter_and_padding_is_no_part_of_it()
    {
        var text = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description xmlns:q='http://purl.org/dc/terms/' q:provenance='here'/></r:RDF>" + new string(' ', 300) + "<?xpacket end='w'?>\0\0\0";
        Assert.Equal(["here"], XmpPacket.Read(Encoding.UTF8.GetBytes(text), ProvenanceLimits.Default).Values(Terms, "provenance"));
        Assert.Equal(["here"], XmpPacket.Read(Encoding.BigEndianUnicode.GetBytes(text.TrimEnd('\0')), ProvenanceLimits.Default).Values(Terms, "provenance"));
        Assert.Equal(["here"], XmpPacket.Read((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], ProvenanceLimits.Default).Values(Terms, "provenance"));
    }

    [Fact]
    public void A_document_type_ends_the_reading_and_what_stands_before_damage_counts()
    {
        Assert.NotNull(XmpPacket.Read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"u8.ToArray(), ProvenanceLimits.Default).Problem);
        var damaged = Read("<rdf:Description dcterms:provenance='here'><broken></rdf:Description>");
        Assert.NotNull(damaged.Problem);
        Assert.Equal(["here"], damaged.Values(Terms, "provenance"));
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        Assert.NotNull(Read(string.Concat(Enumerable.Repeat("<dc:a>", 5000))).Problem);
        Assert.NotNull(XmpPacket.Read(new byte[ProvenanceLimits.Default.MaximumXmpBytes + 1], ProvenanceLimits.Default).Problem);
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Byte.Array[0, 200].Sample(bytes => XmpPacket.Read(bytes, ProvenanceLimits.Default) is not null);

    [Fact]
    public void No_damage_to_a_packet_makes_it_throw()
    {
        var sound = Encoding.UTF8.GetBytes(Wrap("<rdf:Description dcterms:provenance='here'><dc:creator><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator></rdf:Description>"));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 5].Sample(edits =>
        {
            var bytes = sound.ToArray();
            foreach (var (at, value) in edits) bytes[at] = value;
            return XmpPacket.Read(bytes, ProvenanceLimits.Default) is not null;
        });
    }

    private static XmpPacket Read(string description) => XmpPacket.Read(Encoding.UTF8.GetBytes(Wrap(description)), ProvenanceLimits.Default);

    private static string Wrap(string description) => "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        + $"xmlns:dc='{Dc}' xmlns:dcterms='{Terms}'>{description}</rdf:RDF></x:xmpmeta>";
}
