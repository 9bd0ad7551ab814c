plugins {
    kotlin("jvm") version "2.2.0"
    id("com.apollographql.apollo") version "4.3.3"
}

repositories { mavenCentral() }

dependencies { implementation("com.apollographql.apollo:apollo-runtime") }

apollo {
    service("reelgraph") {
        packageName.set("reelgraph")
        schemaFile.set(file("../../schema/schema.graphql"))
        srcDir("../operations")
        mapScalarToKotlinString("Date")
        mapScalarToKotlinString("DateTime")
    }
}
