using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Touchstone.Service.Tests.ObjectStore))]

namespace Touchstone.Service.Tests;

/// <summary>One S3 server for all tests, started by the first that needs it: s3rver from npm.</summary>
public sealed class ObjectStore : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-s3-");
    private Lazy<Task<(Process Server, int Port)>>? _server;

    public ValueTask InitializeAsync()
    {
        _server = new(StartAsync);
        return ValueTask.CompletedTask;
    }

    /// <summary>The address of an empty bucket; skips the test where there is no server to start.</summary>
    public async Task<string> BucketAsync(string name)
    {
        if (NodePackage.Missing is { } why) Assert.Skip("skipped: " + why);
        var (_, port) = await _server!.Value;
        return $"s3+http://S3RVER:S3RVER@127.0.0.1:{port}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true })
        {
            var (server, _) = await _server.Value;
            // It ends with its input.
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private async Task<(Process, int)> StartAsync()
    {
        var folder = await NodePackage.InstallAsync("Platform/store");
        var server = Process.Start(new ProcessStartInfo("node", ["store.mjs", _folder.FullName]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return (server, int.Parse((await server.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
    }
}
