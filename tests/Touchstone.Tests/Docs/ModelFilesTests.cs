using System.Text.Json;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Rates;
using Touchstone.Media;
using Touchstone.Workbench.Rates;

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
            if (root.GetProperty("kind").GetString() == "error-rates")
            {
                HoldRates(file, folder, root);
                continue;
            }
            // Reading holds a calibration against the hashes of its content.
            var calibration = CalibrationFile.Read(file);
            Assert.Equal(root.GetProperty("trials").GetString(), calibration.Source.TrialsHash);
        }
    }

    // Detectors of images that no error rate is told of, and why.
    private static readonly Dictionary<string, string> Uncounted = new()
    {
        ["ContentCredentials"] = "the pictures counted on hold no credentials",
        ["CredentialResidue"] = "the pictures counted on hold no credentials",
        ["GeneratorFingerprint"] = "the pictures counted on name no generator",
        ["SavingApplication"] = "describes",
        ["ReferenceProfile"] = "needs a profile of known files",
        ["SensorFingerprint"] = "needs an enrolled device",
        ["SensorGap"] = "needs an enrolled device",
        ["FirstDigits"] = "describes",
        ["ResidualPatterns"] = "describes",
        ["SynthesisCues"] = "describes",
        ["Resampling"] = "describes",
        ["HistogramComb"] = "describes",
        ["MedianStreaks"] = "describes",
    };

    [Fact]
    public void Every_detector_of_images_that_can_stand_out_has_error_rates_of_its_present_version()
    {
        var counted = ErrorRateFile.Shipped!.Cells.Select(c => (c.Detector, c.Version)).ToHashSet();
        foreach (var detector in DetectorCatalog.All.Where(d => d.Kinds.Contains(MediaKind.Image)))
            Assert.True(counted.Contains((detector.Id, detector.Version)) != Uncounted.ContainsKey(detector.Id), $"{detector.Id} {detector.Version}: run build/rates.sh, or name here why nothing is counted.");
    }

    /// <summary>Card and manifest are made from the table, and the program carries this very table.</summary>
    private static void HoldRates(byte[] file, string folder, JsonElement manifest)
    {
        var (rates, id) = (ErrorRateFile.Read(file), Path.GetFileName(folder));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "card.md")), RateCard.Markdown(id, rates));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "manifest.json")), RateCard.Manifest(id, manifest.GetProperty("file").GetString()!, file, rates));
        Assert.Equal(rates.Sha256, ErrorRateFile.Shipped?.Sha256);
    }
}
