package com.example;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

public class TeleportApp {
    public static void main(final String[] args) {
        App app = new App();

        new TeleportStack(app, "TeleportStack", StackProps.builder()
                .env(Environment.builder()
                        .account("123456789012")
                        .region("eu-west-1")
                        .build())
                .build());

        HubAndSpoke.add(app);
        app.synth();
    }
}
