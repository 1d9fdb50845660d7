using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Tests.Workbench.Documents;

public sealed class ExaminationJsonTests
{
    [Fact]
    public void What_is_written_completely_reads_back_as_the_same_records()
    {
        var written = JsonSerializer.Serialize(new Examined(SampleExaminations.Full(), [new Exhibit("preview", "image/png", "as stored", 4, 2, 4, 2, null, 1.5, [1, 2, 3])]), ExaminationJson.Complete);
        var read = JsonSerializer.Deserialize<Examined>(written, ExaminationJson.Complete)!;
        Assert.Equal(written, JsonSerializer.Serialize(read, ExaminationJson.Complete));
        Assert.Equal([1, 2, 3], read.Exhibits[0].Bytes);
        Assert.Equal(SampleExaminations.Full().Specimen.Name, read.Examination.Specimen.Name);
        Assert.Equal(SampleExaminations.Full().Findings[0].Evidence, read.Examination.Findings[0].Evidence);
    }

    [Fact]
    public void Every_bit_of_a_map_survives_NaN_and_minus_zero_included()
    {
        var expected = SampleExaminations.Full().Findings[0].Maps[0].Values;
        var read = JsonSerializer.Deserialize<Examination>(JsonSerializer.Serialize(SampleExaminations.Full(), ExaminationJson.Complete), ExaminationJson.Complete)!;
        Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), read.Findings[0].Maps[0].Values.Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal([0, 0.1, 0.2], read.Findings[0].Series[0].TimesSeconds);
    }

    [Fact]
    public void Dictionaries_are_written_by_ordinal_order_of_their_keys_however_they_were_filled()
    {
        var facts = ExaminationJson.Published("x", SampleExaminations.Full(), withArrays: false)["specimen"]!["facts"]!.AsObject();
        Assert.Equal(["height", "width"], facts.Select(f => f.Key));
    }

    [Fact]
    public void Without_arrays_a_map_keeps_its_description_and_loses_its_values()
    {
        var map = ExaminationJson.Published("x", SampleExaminations.Full(), withArrays: false)["findings"]![0]!["maps"]![0]!;
        Assert.Equal(3, (int)map["width"]!);
        Assert.True(map.AsObject().ContainsKey("values"));
        Assert.Null(map["values"]);
    }

    [Fact]
    public void A_picture_stored_in_credentials_is_written_by_type_and_size_alone()
    {
        var written = JsonSerializer.Serialize(new ThumbnailReport("image/jpeg", 3) { Bytes = new byte[] { 1, 2, 3 } }, ExaminationJson.Complete);
        Assert.Equal("""{"mediaType":"image/jpeg","size":3}""", written);
        Assert.Equal(3, JsonSerializer.Deserialize<ThumbnailReport>(written, ExaminationJson.Complete)!.Size);
    }

    [Theory]
    [InlineData("""{"encoding":"deflate-float64le","count":1,"data":""}""")]
    [InlineData("""{"encoding":"deflate-float32le","count":-1,"data":""}""")]
    [InlineData("""{"encoding":"deflate-float32le","count":2000000000,"data":""}""")]
    [InlineData("""{"encoding":"deflate-float32le","count":4,"data":"AAAA"}""")]
    [InlineData("""{"encoding":"deflate-float32le","count":1,"data":null}""")]
    public void A_packed_array_that_does_not_fit_is_refused(string packed)
    {
        var node = JsonSerializer.SerializeToNode(SampleExaminations.Full(), ExaminationJson.Complete)!;
        node["findings"]![0]!["maps"]![0]!["values"] = JsonNode.Parse(packed);
        Assert.Throws<JsonException>(() => node.Deserialize<Examination>(ExaminationJson.Complete));
    }

    [Fact]
    public void A_packed_array_longer_than_its_count_is_refused()
    {
        var node = JsonSerializer.SerializeToNode(SampleExaminations.Full(), ExaminationJson.Complete)!;
        node["findings"]![0]!["maps"]![0]!["values"]!["count"] = 5;
        Assert.Throws<JsonException>(() => node.Deserialize<Examination>(ExaminationJson.Complete));
    }
}
