using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Touchstone.Workbench.Documents;

namespace Touchstone.Tests.Workbench.Documents;

public sealed class ExaminationSchemaTests
{
    internal static async Task<IReadOnlyList<string>> ErrorsAsync(string document)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(SharedData.Root, "docs", "examination.schema.json")));
        return [.. schema.Validate(document).Select(e => e.ToString())];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_with_every_member_is_valid(bool withArrays) => Assert.Empty(await ErrorsAsync(Document(withArrays)));

    [Theory]
    [InlineData("schemaVersion")]
    [InlineData("examinations.0.path")]
    [InlineData("examinations.0.specimen.sha256")]
    [InlineData("examinations.0.findings.0.state")]
    [InlineData("examinations.0.findings.0.maps.0.cellSize")]
    [InlineData("examinations.0.decision.outcome")]
    [InlineData("examinations.1.fault")]
    public async Task A_document_without_a_member_is_not_valid(string member)
    {
        var (parent, name) = Find(member);
        parent.AsObject().Remove(name);
        Assert.NotEmpty(await ErrorsAsync(parent.Root.ToJsonString()));
    }

    [Theory]
    [InlineData("examinations.0.specimen.sha256", "ABC")]
    [InlineData("examinations.0.findings.0.state", "perhaps")]
    [InlineData("examinations.0.findings.0.scores.0.value", "much")]
    [InlineData("examinations.0.decision.outcome", "fake")]
    [InlineData("examinations.0.unheardOf", "x")]
    public async Task A_document_with_a_wrong_value_is_not_valid(string member, string value)
    {
        var (parent, name) = Find(member);
        parent[name] = value;
        Assert.NotEmpty(await ErrorsAsync(parent.Root.ToJsonString()));
    }

    private static (JsonNode Parent, string Name) Find(string member)
    {
        var steps = member.Split('.');
        var node = JsonNode.Parse(Document(true))!;
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        return (node, steps[^1]);
    }

    private static string Document(bool withArrays)
    {
        using var memory = new MemoryStream();
        using var document = new ExaminationDocument(memory, withArrays);
        document.Add("a.jpg", SampleExaminations.Full());
        document.Add("b.bin", SampleExaminations.Refused());
        document.Complete();
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
