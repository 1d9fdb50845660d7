using System.Diagnostics;
using System.Text.Json;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts.SingleSignOn;

/// <summary>The provider oidc-provider from npm, and the real program that takes its people; each test says who is signed in there.</summary>
public sealed class StockProvider : IAsyncLifetime
{
    private const string Secret = "of the client";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-stock-");
    private readonly List<Process> _providers = [];
    private int _data;

    /// <summary>Why there is none here, or null.</summary>
    internal static string? Missing => NodePackage.Missing;

    /// <summary>The service, once it was started.</summary>
    internal ServiceProgram Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is null) Service = await StartAsync(Secret);
    }

    /// <summary>A service and a provider for it alone.</summary>
    /// <param name="secret">What the service gives as the client's secret.</param>
    /// <param name="issuer">What the provider's discovery says of the issuer, or null for what is so.</param>
    internal async Task<ServiceProgram> StartAsync(string secret, string? issuer = null)
    {
        var (port, file) = (ServiceProgram.FreePort(), Path.Combine(_folder.FullName, $"{++_data}.secret"));
        await File.WriteAllTextAsync(file, secret);
        var service = new ServiceProgram(RunningService.Program, Path.Combine(_folder.FullName, $"{_data}"))
        {
            ServeArguments = ["--workers", "0", "--oidc-authority", $"http://127.0.0.1:{port}", "--oidc-client-id", "touchstone", "--oidc-secret-file", file, "--oidc-role-claim", "groups", "--oidc-role", "lab=Examiner", "--oidc-role", "audit=Auditor"],
        };
        await service.ServeAsync();
        await service.SignInAsync();
        var folder = await NodePackage.InstallAsync("Accounts/SingleSignOn/provider");
        string[] arguments = ["provider.mjs", $"{port}", service.Address.ToString(), Secret, .. issuer is null ? Array.Empty<string>() : [issuer]];
        var provider = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Warnings that it is no provider to be used for real.
        provider.ErrorDataReceived += (_, _) => { };
        provider.BeginErrorReadLine();
        _providers.Add(provider);
        await AnsweredAsync(provider);
        return service;
    }

    /// <summary>Says who is signed in there from now on, and how far its clock is off, in seconds; at the newest provider.</summary>
    internal async Task SignedInIsAsync(object person, int skew = 0)
    {
        await _providers[^1].StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { person, skew }));
        await AnsweredAsync(_providers[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        if (Service is not null) await Service.DisposeAsync();
        foreach (var provider in _providers)
        {
            // It ends with its input.
            provider.StandardInput.Close();
            await provider.WaitForExitAsync();
            provider.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private static async Task AnsweredAsync(Process provider)
    {
        using var patience = new CancellationTokenSource(Patience.Longest);
        while (await provider.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line == "ok") return;
        Assert.Fail("The provider ended.");
    }
}
