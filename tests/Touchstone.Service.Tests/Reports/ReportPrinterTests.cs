using System.Net;
using System.Net.Sockets;
using System.Text;
using Touchstone.Media;
using Touchstone.Service.Platform;
using Touchstone.Service.Reports;

namespace Touchstone.Service.Tests.Reports;

public sealed class ReportPrinterTests
{
    [Fact]
    public async Task A_page_becomes_a_pdf_and_reaches_no_network_whatever_it_asks_for()
    {
        using var printer = new ReportPrinter();
        if (!printer.IsThere) Assert.Skip("chromium is not installed; ./test installs it.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var pdf = await printer.PrintAsync($"<!doctype html><img src='{address}/a.png'><img src='http://example.org/a.png'><script src='{address}/a.js'></script><p>Roof", TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
        Assert.False(listener.Pending(), "The page was fetched from.");
    }

    [Fact]
    public async Task Where_chromium_is_missing_it_says_what_to_install()
    {
        using var printer = new ReportPrinter("/nowhere");
        var refused = await Assert.ThrowsAsync<ServiceException>(() => printer.PrintAsync("<p>", CancellationToken.None));
        Assert.Equal(Codes.ReportPrinterMissing, refused.Code);
        Assert.Contains("apt install chromium", refused.Message);
    }

    [Fact]
    public async Task A_browser_that_fails_is_told_with_what_it_said()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-printer-");
        try
        {
            var script = Path.Combine(folder.FullName, "chromium");
            await File.WriteAllTextAsync(script, "#!/bin/sh\necho no display >&2\nexit 7\n");
            if (OperatingSystem.IsWindows()) Assert.Skip("The script is one of a shell.");
            else File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var printer = new ReportPrinter(folder.FullName);
            var refused = await Assert.ThrowsAsync<ServiceException>(() => printer.PrintAsync("<p>", CancellationToken.None));
            Assert.Equal(Codes.ReportPrintFailed, refused.Code);
            Assert.Contains("7", refused.Message);
            Assert.Contains("no display", refused.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
