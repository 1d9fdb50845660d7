using System.Text.Json;
using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class Dfdc
{
    internal static Layout Layout { get; } = new("dfdc", "DFDC",
        "folders dfdc_train_part_N with metadata.json: {\"a.mp4\": {\"label\": \"FAKE\" or \"REAL\", \"split\": \"train\", \"original\": \"b.mp4\"}}.",
        "Dolhansky et al. 2020; Kaggle deepfake-detection-challenge", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        foreach (var list in folder.Files.Where(f => Path.GetFileName(f) == "metadata.json"))
        {
            var place = Path.GetDirectoryName(list)!.Replace('\\', '/');
            foreach (var (name, label, original, split) in Rows(Path.Join(folder.Path, list), list))
            {
                var file = place.Length == 0 ? name : $"{place}/{name}";
                if (folder.Listed(list, 0, file) is null) continue;
                if (LabelVocabulary.Read(label) is not (Truth.Authentic or Truth.Manipulated)) continue;
                // What was made of one original stays with it.
                var fake = LabelVocabulary.Read(label) == Truth.Manipulated;
                yield return LayoutFolder.With(folder.Entry(file, fake ? "face_swap" : null, Question.FaceReplaced), ("generator", fake ? "DFDC" : "camera"), ("parent", original)) with
                {
                    Session = LayoutFolder.Stem(original.Length > 0 ? original : name), Split = LabelVocabulary.Split(split),
                };
            }
        }
    }

    private static IReadOnlyList<(string Name, string Label, string Original, string Split)> Rows(string path, string list)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            return [.. document.RootElement.EnumerateObject().Select(p => (p.Name, Text(p.Value, "label"), Text(p.Value, "original"), Text(p.Value, "split")))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{list} is no list of videos with labels.", e);
        }
    }
}
