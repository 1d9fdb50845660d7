using System.Text.Json;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Media;

namespace Touchstone.Tests.Docs;

public sealed class ModelFilesTests
{
    private static readonly string[] Folders = Directory.GetDirectories(Path.Combine(SharedData.Root, "models"));

    [Fact]
    public void Every_model_is_the_file_that_its_manifest_names_and_has_a_card()
    {
        Assert.NotEmpty(Folders);
        foreach (var folder in Folders)
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
            var root = manifest.RootElement;
            Assert.Equal(Path.GetFileName(folder), root.GetProperty("id").GetString());
            Assert.False(string.IsNullOrWhiteSpace(root.GetProperty("licence").GetString()));
            var file = File.ReadAllBytes(Path.Combine(folder, root.GetProperty("file").GetString()!));
            Assert.Equal(root.GetProperty("sha256").GetString(), Sha256.Of(file).Hex);
            Assert.True(File.Exists(Path.Combine(folder, "card.md")), folder);
            // Reading holds a calibration against the hashes of its content.
            var calibration = CalibrationFile.Read(file);
            Assert.Equal(root.GetProperty("trials").GetString(), calibration.Source.TrialsHash);
        }
    }
}
