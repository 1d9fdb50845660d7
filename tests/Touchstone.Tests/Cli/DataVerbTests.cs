using SkiaSharp;
using Touchstone.Evaluation.DataSets;

namespace Touchstone.Tests.Cli;

public sealed class DataVerbTests
{
    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-data-").FullName;
        foreach (var (label, shade) in ((string, byte)[])[("real", 40), ("fake", 200)])
        {
            Directory.CreateDirectory(Path.Combine(folder, label));
            for (var i = 0; i < 6; i++)
            {
                using var bitmap = new SKBitmap(64, 48);
                for (var p = 0; p < 64 * 48; p++) bitmap.SetPixel(p % 64, p / 64, new SKColor((byte)(shade + p * (i + 3) % 41), (byte)(p * i % 97), (byte)(p / 64)));
                await File.WriteAllBytesAsync(Path.Combine(folder, label, $"{i}.png"), bitmap.Encode(SKEncodedImageFormat.Png, 90).ToArray(), TestContext.Current.CancellationToken);
            }
        }
        return folder;
    }

    [Fact]
    public async Task Folders_are_imported_divided_measured_checked_and_described()
    {
        var folder = await MakeAsync();
        try
        {
            var imported = await CommandLine.RunAsync(folder, "data", "import", "folders", ".");
            Assert.True(imported.Exit == 0, imported.Error);
            Assert.Contains("12 files, 6 authentic, 6 manipulated", imported.Output);
            var divided = await CommandLine.RunAsync(folder, "data", "split", "manifest.csv", "--out", "divided.csv", "--question", "Generated", "--fit", "0.5");
            Assert.True(divided.Exit == 0, divided.Error);
            var measured = await CommandLine.RunAsync(folder, "data", "conditions", "divided.csv", "--out", "measured.parquet");
            Assert.True(measured.Exit == 0, measured.Error);
            var set = DataSetReader.Read(Path.Combine(folder, "measured.parquet"), null, TestContext.Current.CancellationToken).Set;
            Assert.All(set.Entries, e => Assert.Equal("small", e.Columns["condition.megapixels.band"]));
            var check = await CommandLine.RunAsync(folder, "data", "check", "measured.parquet", "--json", "check.json");
            Assert.Contains(check.Exit, (int[])[0, 1]);
            Assert.Contains("12 files", check.Output);
            Assert.Contains("\"leaks\"", await File.ReadAllTextAsync(Path.Combine(folder, "check.json"), TestContext.Current.CancellationToken));
            var card = await CommandLine.RunAsync(folder, "data", "card", "measured.parquet", "--out", "card");
            Assert.True(card.Exit == 0, card.Error);
            Assert.Contains("## Gaps", await File.ReadAllTextAsync(Path.Combine(folder, "card", "card.md"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Sets_are_merged_with_their_names_unless_a_file_lies_outside()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-data-").FullName;
        try
        {
            foreach (var set in (string[])["one", "two"])
            {
                Directory.CreateDirectory(Path.Combine(folder, set));
                await File.WriteAllTextAsync(Path.Combine(folder, set, "manifest.csv"), "path,label,subject\na.png,real,s1\nb.png,forged,s2\n", TestContext.Current.CancellationToken);
            }
            var merged = await CommandLine.RunAsync(folder, "data", "merge", "one", "two/manifest.csv", "--out", "both.csv");
            Assert.True(merged.Exit == 0, merged.Error);
            var entries = DataSetReader.Read(Path.Combine(folder, "both.csv"), null, TestContext.Current.CancellationToken).Set.Entries;
            Assert.Equal(["one/a.png", "one/b.png", "two/a.png", "two/b.png"], entries.Select(e => e.Path));
            Assert.Equal(["one", "one", "two", "two"], entries.Select(e => e.Columns["set"]));
            var twice = await CommandLine.RunAsync(folder, "data", "merge", "one", "one", "--out", "both.csv");
            Assert.Equal(2, twice.Exit);
            Assert.Contains("is in two of the sets", twice.Error);
            var outside = await CommandLine.RunAsync(folder, "data", "merge", "one", "two", "--out", "one/both.csv");
            Assert.Equal(2, outside.Exit);
            Assert.Contains("lies outside", outside.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_ends_with_a_code()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-data-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "manifest.csv"), "path,label\ngone.png,real\n../x.png,fake\n", TestContext.Current.CancellationToken);
            var check = await CommandLine.RunAsync(folder, "data", "check", ".");
            Assert.Equal(1, check.Exit);
            Assert.Contains("data.file-missing", check.Output);
            Assert.Contains("data.path-escapes", check.Output);
            Assert.Equal(2, (await CommandLine.RunAsync(folder, "data", "check", "nowhere.csv")).Exit);
            Assert.Equal(2, (await CommandLine.RunAsync(folder, "data", "import", "nothing", ".")).Exit);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
