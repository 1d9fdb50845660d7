using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Workbench.Documents;

namespace Touchstone.Workbench.Views;

/// <summary>Drawn views as files: a PNG each, and views.json that says what each shows.</summary>
public static class ViewFolder
{
    /// <summary>Name of the list.</summary>
    public const string ListName = "views.json";

    private const int MaximumListBytes = 16 << 20;

    /// <summary>Whether pictures may go to a folder, as far as can be told before there are any.</summary>
    /// <param name="folder">Where they shall go.</param>
    /// <exception cref="IOException">It is a file, or its list cannot be read.</exception>
    public static void Check(string folder)
    {
        if (File.Exists(folder)) throw new IOException($"{folder} is a file; pictures go to a folder. ({Codes.FileUnusable})");
        Former(folder);
    }

    /// <summary>Writes the pictures and their list; pictures of the same names are replaced.</summary>
    /// <param name="folder">Where they go; made if it is missing.</param>
    /// <param name="examined">What was drawn.</param>
    /// <param name="terms">How it was asked for.</param>
    /// <returns>File names of the pictures.</returns>
    /// <exception cref="IOException">The folder holds views of another file, or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, Examined examined, ViewTerms terms)
    {
        ArgumentNullException.ThrowIfNull(examined);
        ArgumentNullException.ThrowIfNull(terms);
        if (Former(folder) is { } former && former != examined.Examination.Specimen.Sha256)
            throw new IOException($"{folder} holds views of another file; those of two are not mixed. Name another folder. ({Codes.ViewOtherFile})");
        Directory.CreateDirectory(folder);
        var drawn = examined.Views?.Pictures ?? [];
        foreach (var picture in drawn.Where(p => p.Fault is null)) File.WriteAllBytes(Path.Combine(folder, picture.Name + ".png"), picture.Png);
        var facts = examined.Examination.Specimen;
        var list = new JsonObject
        {
            ["notice"] = "Views, never scores: nothing here supports anything by itself.",
            ["engineVersion"] = Examination.CurrentEngineVersion,
            ["specimen"] = new JsonObject { ["name"] = facts.Name, ["sha256"] = facts.Sha256, ["bytes"] = facts.Bytes },
            ["settings"] = JsonSerializer.SerializeToNode(terms.Settings, ExaminationJson.Complete),
            ["views"] = new JsonArray([.. drawn.Select(Entry)]),
        };
        File.WriteAllText(Path.Combine(folder, ListName), list.ToJsonString(new JsonSerializerOptions(ExaminationJson.Complete) { WriteIndented = true }) + "\n");
        return [.. drawn.Where(p => p.Fault is null).Select(p => p.Name + ".png")];
    }

    /// <summary>Hash of the file whose views are in the folder, or null where there are none.</summary>
    private static string? Former(string folder)
    {
        var list = Path.Combine(folder, ListName);
        if (!File.Exists(list)) return null;
        try
        {
            if ((string?)JsonNode.Parse(BoundedFile.Read(list, MaximumListBytes))?["specimen"]?["sha256"] is { } hash) return hash;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below, as for a list that names no file.
        }
        throw new IOException($"{list} is no list of views, so nothing is put beside it. Name another folder. ({Codes.ViewOtherFile})");
    }

    private static JsonNode Entry(DrawnView drawn)
    {
        var entry = JsonSerializer.SerializeToNode(drawn with { Png = [] }, ExaminationJson.Complete)!.AsObject();
        entry.Remove("png");
        entry["file"] = drawn.Fault is null ? drawn.Name + ".png" : null;
        if (ViewCatalog.Find(drawn.View) is { } view)
        {
            entry["lookFor"] = view.LookFor;
            entry["ignore"] = view.Ignore;
            entry["source"] = view.Source;
        }
        return entry;
    }
}
