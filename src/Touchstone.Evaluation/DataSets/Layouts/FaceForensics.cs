using System.Text.Json;
using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets.Layouts;

internal static class FaceForensics
{
    internal static Layout Layout { get; } = new("faceforensics", "FaceForensics++",
        "original_sequences/{youtube,actors}/{raw,c23,c40}/videos/*.mp4, manipulated_sequences/{Deepfakes,Face2Face,FaceSwap,FaceShifter,NeuralTextures,DeepFakeDetection}/…/videos/*.mp4, and optionally splits/{train,val,test}.json with pairs of numbers.",
        "Rössler et al. 2019; ondyari/FaceForensics, dataset/README.md", Read);

    private static IEnumerable<DataSetEntry> Read(LayoutFolder folder)
    {
        var splits = Splits(folder);
        foreach (var file in folder.Videos)
        {
            if (file.Split('/') is not [var side, var method, var compression, "videos", var name] || compression == "masks") continue;
            // 071_054: the face of 054 in the video of 071. Actors: 01_02__walking__ABC: 02's face on 01.
            var scene = LayoutFolder.Stem(name).Split("__");
            var people = scene[0].Split('_');
            var prefix = scene.Length > 1 ? "actor" : "youtube";
            var original = side == "original_sequences";
            if (!original && side != "manipulated_sequences") continue;
            var mask = $"{side}/{method}/masks/videos/{name}";
            yield return LayoutFolder.With(folder.Entry(file, original ? null : method, Question.FaceReplaced), ("generator", original ? "camera" : method), ("codec", compression), ("mask_video", folder.Exists(mask) ? mask : "")) with
            {
                Subject = string.Join(';', people.Select(p => $"{prefix}{p}")),
                Session = scene.Length > 1 ? $"{prefix}{people[0]}__{scene[1]}" : $"{prefix}{people[0]}",
                Split = splits.GetValueOrDefault(people[0], ""),
            };
        }
    }

    private static Dictionary<string, string> Splits(LayoutFolder folder)
    {
        var splits = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in folder.Files.Where(f => Path.GetExtension(f) == ".json" && LayoutFolder.Stem(f) is "train" or "val" or "test"))
        {
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder.Path, list)));
                foreach (var pair in document.RootElement.EnumerateArray())
                    foreach (var number in pair.EnumerateArray()) splits[number.GetString() ?? ""] = LabelVocabulary.Split(LayoutFolder.Stem(list));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new InvalidDataException($"{list} holds no list of pairs of numbers.", e);
            }
        }
        return splits;
    }
}
