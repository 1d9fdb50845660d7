using System.Diagnostics;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Reports;

/// <summary>Prints a page as PDF in a child process: Chromium without a network, with a limit of time, one at once.</summary>
/// <param name="path">Folders where Chromium is looked for, as in the variable PATH.</param>
public sealed class ReportPrinter(string path) : IDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    // A browser takes some hundred megabytes; one at once is enough for reports.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>A printer with the programs of this process.</summary>
    public ReportPrinter() : this(Environment.GetEnvironmentVariable("PATH") ?? "") { }

    /// <summary>Whether there is a Chromium here.</summary>
    public bool IsThere => Find() is not null;

    /// <summary>Prints.</summary>
    /// <param name="html">The page, whole in itself.</param>
    /// <param name="cancel">Gives up; the process is ended.</param>
    /// <exception cref="ServiceException">There is no Chromium, it failed, or it took too long.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancel)
    {
        var program = Find() ?? throw new ServiceException(Codes.ReportPrinterMissing, "PDF is printed by Chromium, which is not installed here. Install it (Debian: apt install chromium) where the service finds it on its PATH, or take the page and print it.");
        await _one.WaitAsync(cancel);
        var folder = Directory.CreateTempSubdirectory("touchstone-print-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "report.html"), html, cancel);
            await RunAsync(program, folder.FullName, cancel);
            return await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "report.pdf"), cancel);
        }
        catch (FileNotFoundException e)
        {
            throw new ServiceException(Codes.ReportPrintFailed, $"Chromium printed nothing: {e.Message}");
        }
        finally
        {
            folder.Delete(recursive: true);
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static async Task RunAsync(string program, string folder, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, Arguments(folder)) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Longest);
        try
        {
            var complained = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            if (process.ExitCode != 0) throw new ServiceException(Codes.ReportPrintFailed, $"Chromium ended with {process.ExitCode}. {Tail(await complained)}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ServiceException(Codes.ReportPrintFailed, $"Printing took longer than {Longest.TotalSeconds:0} s.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static IEnumerable<string> Arguments(string folder)
    {
        // The page asks for nothing by its own policy; these keep the browser itself from asking.
        yield return "--headless=new";
        foreach (var off in (string[])["gpu", "extensions", "sync", "background-networking", "component-update", "default-apps", "dev-shm-usage"]) yield return $"--disable-{off}";
        yield return "--no-first-run";
        yield return "--proxy-server=127.0.0.1:9";
        yield return "--proxy-bypass-list=<-loopback>";
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        // Chromium refuses its own sandbox to the superuser, who needs none to do harm.
        if (Environment.IsPrivilegedProcess) yield return "--no-sandbox";
        yield return $"--user-data-dir={Path.Combine(folder, "browser")}";
        yield return "--no-pdf-header-footer";
        yield return $"--print-to-pdf={Path.Combine(folder, "report.pdf")}";
        yield return new Uri(Path.Combine(folder, "report.html")).AbsoluteUri;
    }

    private static string Tail(string text) => text.Trim() is { Length: > 300 } all ? all[^300..] : text.Trim();

    private string? Find() => path.Split(Path.PathSeparator)
        .SelectMany(folder => Programs.Select(p => Path.Combine(folder, p))).FirstOrDefault(File.Exists);
}
