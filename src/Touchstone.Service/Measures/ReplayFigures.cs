using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Numerics;
using Touchstone.Service.Analysis;

namespace Touchstone.Service.Measures;

/// <summary>Whether packages that a service made hold elsewhere, and give the same findings when they are examined again.</summary>
internal static class ReplayFigures
{
    private const int Made = 6;
    private const int FromData = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Kept where tables are wanted: then a clean clone can be given them.
        var folder = Directory.CreateDirectory(Path.Combine(request.Out ?? request.Scratch, "packages")).FullName;
        var packages = new List<string>();
        await using (var program = new ServiceProgram(request.Command.FileName, Path.Combine(request.Scratch, "replay")))
        {
            await program.ServeAsync();
            await program.SignInAsync();
            await foreach (var (name, bytes) in SpecimensAsync(request, cancel))
            {
                var receipt = await program.BringAsync(bytes, name);
                if ((await program.EndOfAsync(receipt, Patience)).Progress != ExaminationState.Done) continue;
                packages.Add(Path.Combine(folder, $"{receipt.Number}.zip"));
                await File.WriteAllBytesAsync(packages[^1], await program.Client.GetByteArrayAsync($"/api/v1/cases/{receipt.Case}/package?specimen=true", cancel), cancel);
                request.Progress($"{name} examined and packed");
            }
        }
        var (same, elsewhere) = (0, Directory.CreateDirectory(Path.Combine(request.Scratch, "elsewhere")).FullName);
        foreach (var package in packages)
        {
            same += await ReplayAsync(request, package, elsewhere, cancel) == 0 ? 1 : 0;
            request.Progress($"{Path.GetFileName(package)} checked and examined again");
        }
        yield return new Figure("packages that hold and give identical findings again", Rate.Of(same, packages.Count), Target.NoLessThan(1), "touchstone package replay in a process of its own, an empty home, the service gone");
    }

    private static async IAsyncEnumerable<(string Name, byte[] Bytes)> SpecimensAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var i = 0; i < Made / 2; i++)
        {
            yield return ($"made {i}.wav", Specimens.Recording(i));
            yield return ($"made {i}.bmp", Specimens.CopiedPicture(i));
        }
        if (request.Data is null) yield break;
        string[] files = [.. Directory.EnumerateFiles(request.Data, "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".JPG" or ".PNG" or ".WAV" or ".MP4").Order(StringComparer.Ordinal)];
        var chance = new Seeded(1);
        foreach (var at in Enumerable.Range(0, Math.Min(FromData, files.Length)).Select(_ => chance.NextInt(files.Length)).Distinct())
            yield return (Path.GetFileName(files[at]), await File.ReadAllBytesAsync(files[at], cancel));
    }

    private static async Task<int> ReplayAsync(MeasureRequest request, string package, string home, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(request.Command.FileName, ["package", "replay", package]) { RedirectStandardOutput = true, WorkingDirectory = home };
        (start.Environment["HOME"], start.Environment["XDG_DATA_HOME"]) = (home, home);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) request.Progress(said);
        return process.ExitCode;
    }
}
