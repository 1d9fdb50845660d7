using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Api;

/// <summary>The examples of docs/api.md, run.</summary>
public sealed partial class ExampleTests(RunningService service)
{
    private static string Page => File.ReadAllText(Path.Combine(RunningService.Root, "docs/api.md"));

    [Fact]
    public async Task The_commands_of_the_page_run_one_after_another()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-example-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "voice.wav"), Specimens.Recording(210));
        using var client = await service.WithKeyAsync("cases.read", "cases.write");
        var script = "set -euo pipefail\n" + string.Concat(Bash().Matches(Page).Select(m => m.Groups[1].Value));
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TOUCHSTONE_URL"] = service.Address.ToString().TrimEnd('/');
        start.Environment["TOUCHSTONE_KEY"] = client.DefaultRequestHeaders.Authorization!.Parameter;
        using var process = Process.Start(start)!;
        var (output, error) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{error}");
        Assert.Contains("\"progress\":\"done\"", output);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_program_of_the_page_is_the_one_below_and_runs()
    {
        using var keyed = await service.WithKeyAsync("cases.read", "cases.write");
        var (address, key, bytes) = (service.Address, keyed.DefaultRequestHeaders.Authorization!.Parameter, Specimens.Recording(211));
        // example
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/specimens") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString("voice.wav"));
        request.Headers.Add("Idempotency-Key", "voice-2026-05-05");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("case").GetGuid();
        await client.GetStringAsync($"/api/v1/cases/{id}/events");
        var findings = await client.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{id}/findings");
        // end
        Assert.NotEmpty(findings.GetProperty("findings").EnumerateArray());
        var own = File.ReadAllText(Path.Combine(RunningService.Root, "tests/Touchstone.Service.Tests/Api/ExampleTests.cs"));
        var here = own.Split("        // example\n")[1].Split("        // end\n")[0].Replace("\n        ", "\n", StringComparison.Ordinal).Trim();
        Assert.Equal(here, CSharp().Match(Page).Groups[1].Value.Trim());
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Bash();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
