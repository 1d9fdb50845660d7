using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Touchstone.Service.Cases;

namespace Touchstone.Service.Console;

/// <summary>The web console.</summary>
internal static class ConsoleSetup
{
    internal static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddSingleton<CaseFindings>();
    }

    internal static void MapConsole(this IEndpointRouteBuilder app) => app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
}
