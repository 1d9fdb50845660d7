using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Media.Carving;
using Touchstone.Workbench.Documents;

namespace Touchstone.Workbench.Carving;

/// <summary>What was carved, as data beside the files.</summary>
internal static class CarveRecord
{
    /// <summary>The record: of what, by which version, and each picture with its place, size, hash, state and file.</summary>
    internal static string Of(Examined examined, IReadOnlyDictionary<CarvedPicture, string> files)
    {
        var facts = examined.Examination.Specimen;
        var carved = examined.Carved!;
        var record = new JsonObject
        {
            ["notice"] = "Each picture is a stretch of the file's bytes, unchanged; one without an offset was stored as text and decoded.",
            ["engineVersion"] = Examination.CurrentEngineVersion,
            ["specimen"] = new JsonObject { ["name"] = facts.Name, ["sha256"] = facts.Sha256, ["bytes"] = facts.Bytes },
            ["pictures"] = new JsonArray([.. carved.Pictures.Select(p => Entry(p, files.GetValueOrDefault(p)))]),
            ["notes"] = new JsonArray([.. carved.Notes.Select(n => (JsonNode)n)]),
        };
        return record.ToJsonString(new JsonSerializerOptions(ExaminationJson.Complete) { WriteIndented = true }) + "\n";
    }

    private static JsonObject Entry(CarvedPicture picture, string? file) => new()
    {
        ["offset"] = picture.Offset < 0 ? null : picture.Offset,
        ["bytes"] = picture.Length,
        ["sha256"] = picture.Hash.Hex,
        ["place"] = picture.Place,
        ["within"] = picture.Within,
        ["isFile"] = picture.IsFile,
        ["width"] = picture.Width,
        ["height"] = picture.Height,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName($"{picture.State}"),
        ["file"] = file,
    };
}
